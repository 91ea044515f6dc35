import { createSegmenter, mayBeUnspaced } from './createSegmenter.ts'
import { endOfWord } from './endOfWord.ts'

/** How many `words` a text has, without making them. Counts no further than to the first number above `most`. */
export function wordCount(text: string, most: number): number {
  const segmenter = mayBeUnspaced(text) ? createSegmenter() : undefined
  let count = 0
  for (let at = 0; at < text.length && count <= most; ) {
    const end = endOfWord(text, at)
    if (end === at) at++
    else {
      count += segmenter?.pieces(text.slice(at, end))?.length ?? 1
      at = end
    }
  }
  return count
}
