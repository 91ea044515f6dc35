/** What a text is made of, counted in one go. Characters are UTF-16 units. */
export interface Characters {
  words: number
  digits: number
  commas: number
  stops: number
  endsSentence: boolean
}

const sentenceEnds: ReadonlySet<number> = new Set([...'.!?:;。！？…"”)'].map((mark) => mark.charCodeAt(0)))

/** Counts words (runs between spaces; a Chinese, Japanese or Korean character is half a word) and marks. */
export function characters(text: string): Characters {
  const counted = { words: 0, digits: 0, commas: 0, stops: 0, endsSentence: false }
  let ideographs = 0
  let isInWord = false
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code <= 32) {
      isInWord = false
      continue
    }
    if (!isInWord) counted.words++
    isInWord = true
    if (code >= 97 && code <= 122) continue
    if (code >= 0x3040 && code <= 0xd7a3) ideographs++
    else countMark(code, counted)
  }
  counted.words += ideographs >> 1
  counted.endsSentence = sentenceEnds.has(text.charCodeAt(text.length - 1))
  return counted
}

function countMark(code: number, counted: Characters): void {
  if (code >= 48 && code <= 57) counted.digits++
  else if (code === 44 || code === 0x3001 || code === 0xff0c) counted.commas++
  else if (code === 46 || code === 33 || code === 63 || code === 0x3002) counted.stops++
}
