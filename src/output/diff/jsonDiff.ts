import type { DiffWriter } from './diffWriter.ts'

const VERSION = 1

/** One document, a page a line. */
export function createJsonDiff(): DiffWriter {
  let separator = '\n'
  return {
    begin: (summary) => `{\n"version": ${VERSION},\n"summary": ${JSON.stringify(summary)},\n"pages": [`,
    page(diff) {
      const text = separator + JSON.stringify(diff)
      separator = ',\n'
      return text
    },
    end: () => '\n]\n}\n',
  }
}

/** The pages alone, one a line. */
export function createJsonLinesDiff(): DiffWriter {
  return { begin: () => '', page: (diff) => `${JSON.stringify(diff)}\n`, end: () => '' }
}
