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
  const counter = createParagraphCounter(1000)
  const onHost = new Map<string, number>()
  for (const group of source.rows()) {
    for (const row of group) {
      counter.addRoughly(row)
      if (source.isRepeat(row.index)) onHost.set(row.host, (onHost.get(row.host) ?? 0) + 1)
    }
  }
  counter.leaveOut({ isRepeat: source.isRepeat, onHost })
  for (const group of source.rows()) group.forEach(counter.addExactly)
  return sharedParagraphs(counter.counted(), source)
}
