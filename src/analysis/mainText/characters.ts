const { charCodeAt } = String.prototype

/** What a text is made of, counted in one go. Characters are UTF-16 units. */
export interface Characters {
  words: number
  /** Commas, and what ends sentences. */
  marks: number
  endsSentence: boolean
}

const marks: ReadonlySet<number> = new Set([...',、，.!?。'].map((mark) => mark.charCodeAt(0)))
const sentenceEnds: ReadonlySet<number> = new Set([...'.!?:;。！？…"”)'].map((mark) => mark.charCodeAt(0)))

/** Counts words (runs between spaces; a Chinese, Japanese or Korean character is half a word) and marks. */
export function characters(text: string): Characters {
  const counted = { words: 0, marks: 0, endsSentence: false }
  const { length } = text
  let ideographs = 0
  let isInWord = false
  for (let index = 0; index < length; index++) {
    const code = charCodeAt.call(text, index)
    if (code <= 32) {
      isInWord = false
      continue
    }
    if (!isInWord) counted.words++
    isInWord = true
    if (code >= 65 && code <= 122) continue
    if (code >= 0x3040 && code <= 0xd7a3) ideographs++
    else if (marks.has(code)) counted.marks++
  }
  counted.words += ideographs >> 1
  counted.endsSentence = length > 0 && sentenceEnds.has(charCodeAt.call(text, length - 1))
  return counted
}
