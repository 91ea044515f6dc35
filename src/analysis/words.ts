const word = /[\p{L}\p{N}\p{M}]+(?:['’ʼ·][\p{L}\p{M}]+|[.,](?<=\p{N}.)\p{N}+)*/gu
/** A character of a script that is written without spaces between its words. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

/** The segmenter's time grows faster than its text, so long runs are cut: 256 characters at a time. */
const run = /.{1,256}/gsu

/**
 * The words of a text in order: runs of letters, marks and digits, with apostrophes inside (`don't`) and
 * points and commas between digits (`3.14`). Scripts without spaces are cut by ICU's dictionary.
 */
export function words(text: string): string[] {
  const tokens = text.match(word) ?? []
  return unspaced.test(text) ? segmented(tokens) : tokens
}

function segmented(tokens: readonly string[]): string[] {
  const segmenter = new Intl.Segmenter('und', { granularity: 'word' })
  const found: string[] = []
  for (const token of tokens) {
    if (!unspaced.test(token)) {
      found.push(token)
      continue
    }
    for (const piece of token.match(run) ?? []) {
      for (const { segment, isWordLike } of segmenter.segment(piece)) if (isWordLike) found.push(segment)
    }
  }
  return found
}
