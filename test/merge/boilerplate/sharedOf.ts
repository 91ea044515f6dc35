import { createParagraphCounter } from '../../../src/merge/boilerplate/createParagraphCounter.ts'
import {
  type ParagraphSource,
  type SharedParagraphs,
  sharedParagraphs,
} from '../../../src/merge/boilerplate/sharedParagraphs.ts'
import type { CorpusRow } from '../../../src/types.ts'

interface Source extends ParagraphSource {
  rows(): Iterable<readonly CorpusRow[]>
  isRepeat(index: number): boolean
}

/** What is found of a corpus, with both walks over its rows. */
export async function sharedOf(source: Source): Promise<SharedParagraphs> {
  const counter = createParagraphCounter(source.isRepeat)
  for (const group of source.rows()) group.forEach(counter.addRoughly)
  for (const group of source.rows()) group.forEach(counter.addExactly)
  return sharedParagraphs(counter.counted(), source)
}
