import { readdir, readFile } from 'node:fs/promises'

/** How many pages' results an output has. */
export async function resultsIn(
  /** @type {string} */ output,
  /** @type {import('./peer.js').Peer['results']} */ kind,
) {
  if (kind === 'files') {
    const entries = await readdir(output, { recursive: true, withFileTypes: true })
    return entries.filter((entry) => entry.isFile()).length
  }
  const text = await readFile(output, 'utf8')
  return kind === 'lines' ? text.split('\n').filter(Boolean).length : recordsIn(text) - 1
}

/** Records of CSV, whose quoted fields may hold line breaks. */
function recordsIn(/** @type {string} */ csv) {
  let records = 0
  let isQuoted = false
  for (const character of csv) {
    if (character === '"') isQuoted = !isQuoted
    else if (character === '\n' && !isQuoted) records += 1
  }
  return records
}
