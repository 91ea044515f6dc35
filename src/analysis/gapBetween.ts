/** What stands between two words: spaces, a hyphen or nothing, other signs, or the end of a sentence or a line. */
export type Gap = 'space' | 'sign' | 'stop'

const spaces = /^(?:\s*|-)$/
const stop = /[\n.!?…。！？｡．।॥؟۔]/
/** What stands further on does not matter. */
const readLength = 40

/** The gap before a word, from where the word before it ended, or from the beginning of the text. */
export function gapBetween(text: string, end: number, start: number): Gap {
  if (end === 0) return 'stop'
  if (start === end + 1 && text.charCodeAt(end) === 0x20) return 'space'
  const gap = text.slice(end, Math.min(start, end + readLength))
  if (stop.test(gap)) return 'stop'
  return spaces.test(gap) ? 'space' : 'sign'
}
