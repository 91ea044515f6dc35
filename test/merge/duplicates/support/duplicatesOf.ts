import type { TextReader } from '../../../../src/merge/duplicates/createShingleCache.ts'
import { createTextList } from '../../../../src/merge/duplicates/createTextList.ts'
import { type Duplicates, duplicates } from '../../../../src/merge/duplicates/duplicates.ts'
import type { CorpusRow } from '../../../../src/types.ts'

/** What is found of a corpus, from its first walk on. */
export async function duplicatesOf(
  corpus: TextReader & { rows(): Iterable<readonly CorpusRow[]> },
): Promise<Duplicates> {
  const texts = createTextList()
  for (const group of corpus.rows()) for (const row of group) texts.add(row)
  return duplicates(await texts.taken(() => undefined), corpus)
}
