const gap = /\n[^\S\n]*\n/g
const wordCharacter = /[\p{L}\p{N}]/gu

/** The number of stretches between blank lines that have a letter or digit in them. Makes nothing of them: there may be a million. */
export function paragraphs(text: string): number {
  const [nextWord, nextGap] = [new RegExp(wordCharacter), new RegExp(gap)]
  let count = 0
  for (let at = 0; ; at = nextGap.lastIndex) {
    nextWord.lastIndex = at
    if (!nextWord.test(text)) return count
    count++
    nextGap.lastIndex = nextWord.lastIndex
    if (!nextGap.test(text)) return count
  }
}
