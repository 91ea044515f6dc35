import type { UnusedPatterns } from './urlFilter.ts'

export interface PatternUse {
  /** Entries that are URLs. */
  readonly urls: number
  /** Those of them that are not wanted. */
  readonly leftOut: number
  readonly unused: UnusedPatterns
}

const SHOWN_PATTERNS = 5

/** What patterns have done to a list that was read, a line each: how much they leave out, and which of them nothing fits. */
export function patternNotes({ urls, leftOut, unused }: PatternUse): string[] {
  if (urls === 0) return []
  const rest = leftOut === urls ? ': no page is left to ask for' : ''
  return [
    `patterns leave out ${leftOut} of ${urls} ${urls === 1 ? 'address' : 'addresses'}${rest}`,
    ...unusedNote('source.include', unused.include),
    ...unusedNote('source.exclude', unused.exclude),
  ]
}

function unusedNote(key: string, patterns: readonly string[]): string[] {
  if (patterns.length === 0) return []
  const shown = patterns.slice(0, SHOWN_PATTERNS).map((pattern) => JSON.stringify(pattern))
  const more = patterns.length - shown.length
  return [`${key}: no address fits ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`]
}
