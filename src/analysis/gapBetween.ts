import { isWhiteSpace } from './collapsedText.ts'
import { isStop, lineEnd } from './stops.ts'

const hyphen = 0x2d

/** What stands between two words: spaces, a hyphen or nothing, other signs, or the end of a sentence or a line. Numbers, for texts have millions. */
export const gap = { space: 0, sign: 1, stop: 2 } as const
export type Gap = (typeof gap)[keyof typeof gap]

/** What stands further on does not matter. */
const readLength = 40

/** The gap before a word, from where the word before it ended, or from the beginning of the text. */
export function gapBetween(text: string, end: number, start: number): Gap {
  if (end === 0) return gap.stop
  const last = Math.min(start, end + readLength)
  let isBlank = true
  for (let at = end; at < last; at++) {
    const unit = text.charCodeAt(at)
    if (unit === lineEnd || isStop(unit)) return gap.stop
    isBlank &&= isWhiteSpace(unit)
  }
  const isHyphen = start === end + 1 && text.charCodeAt(end) === hyphen
  return isBlank || isHyphen ? gap.space : gap.sign
}
