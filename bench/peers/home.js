import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where peers are installed: outside of the project. */
const HOMES =
  process.env.TEXTMILL_BENCH_PEERS ??
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'textmill-bench', 'peers')
const DIGEST = '.digest'

/** @typedef {import('./peer.js').Peer} Peer */

export const homeOf = (/** @type {Peer} */ { folder }) => join(HOMES, folder)

export const sourceOf = (/** @type {Peer} */ { folder }) => fileURLToPath(new URL(folder, import.meta.url))

export const digestFile = (/** @type {Peer} */ peer) => join(homeOf(peer), DIGEST)

/** Of all that a peer is installed from: it is to be installed anew when that has changed. */
export function digestOf(/** @type {Peer} */ peer) {
  const hash = createHash('sha256').update(JSON.stringify(peer.install))
  for (const file of peer.files) hash.update(readFileSync(join(sourceOf(peer), file)))
  return hash.digest('hex')
}

export function isInstalled(/** @type {Peer} */ peer) {
  try {
    return readFileSync(digestFile(peer), 'utf8') === digestOf(peer)
  } catch {
    return false
  }
}

export function versionOf(/** @type {Peer} */ peer) {
  const [file = ''] = peer.files
  return peer.version.exec(readFileSync(join(sourceOf(peer), file), 'utf8'))?.[1] ?? ''
}
