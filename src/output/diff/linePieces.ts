import type { DiffLine } from '../../types.ts'

/** A part of a line, as it is shown. */
export interface LinePiece {
  readonly text: string
  /** Whether it has changed within the line. */
  readonly isMarked: boolean
}

/** Of what is the same about words that have changed, in characters. */
const NEAR_CHARS = 60
/** Of a line that is the same in both. */
const SAME_CHARS = 160
/** Of a text that came or went: more of it tells no more. */
const CHANGED_CHARS = 2000

/** A line to be read: what has changed, and what stands near it. */
export function linePieces({ kind, text, marks = [] }: DiffLine): LinePiece[] {
  if (marks.length === 0) {
    return [{ text: beginning(text, kind === 'same' ? SAME_CHARS : CHANGED_CHARS), isMarked: false }]
  }
  const pieces: LinePiece[] = []
  let at = 0
  for (const [start, end] of marks) {
    const between = text.slice(at, start)
    pieces.push({ text: at === 0 ? lastPart(between) : bothEnds(between), isMarked: false })
    pieces.push({ text: beginning(text.slice(start, end), CHANGED_CHARS), isMarked: true })
    at = end
  }
  pieces.push({ text: firstPart(text.slice(at)), isMarked: false })
  return pieces.filter((piece) => piece.text !== '')
}

/** The first characters of a text, and how many more there are. */
export function beginning(text: string, most: number): string {
  if (text.length <= most) return text
  return `${first(text, most)}… (${(text.length - most).toLocaleString('en')} more characters)`
}

const firstPart = (text: string): string => (text.length <= NEAR_CHARS ? text : `${first(text, NEAR_CHARS)}…`)

const lastPart = (text: string): string => (text.length <= NEAR_CHARS ? text : `…${last(text, NEAR_CHARS)}`)

const bothEnds = (text: string): string =>
  text.length <= 2 * NEAR_CHARS ? text : `${first(text, NEAR_CHARS)} … ${last(text, NEAR_CHARS)}`

/** Without half a character at the cut. */
const first = (text: string, most: number): string => text.slice(0, most).replace(/[\ud800-\udbff]$/, '')
const last = (text: string, most: number): string => text.slice(-most).replace(/^[\udc00-\udfff]/, '')
