/** What stands between two words: spaces, a hyphen or nothing, other signs, or the end of a sentence or a line. Numbers, for texts have millions. */
export const gap = { space: 0, sign: 1, stop: 2 } as const
export type Gap = (typeof gap)[keyof typeof gap]

const spaces = /^(?:\s*|-)$/
const stop = /[\n.!?…。！？｡．।॥؟۔]/
/** What stands further on does not matter. */
const readLength = 40

/** The gap before a word, from where the word before it ended, or from the beginning of the text. */
export function gapBetween(text: string, end: number, start: number): Gap {
  if (end === 0) return gap.stop
  if (start === end + 1 && text.charCodeAt(end) === 0x20) return gap.space
  const between = text.slice(end, Math.min(start, end + readLength))
  if (stop.test(between)) return gap.stop
  return spaces.test(between) ? gap.space : gap.sign
}
