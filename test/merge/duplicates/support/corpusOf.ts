import { hashedParagraphs, paragraphHashes } from '../../../../src/analysis/features/paragraphHashes.ts'
import { shingleStates } from '../../../../src/analysis/features/shingleStates.ts'
import { sketchBands } from '../../../../src/analysis/features/sketchBands.ts'
import { tokens } from '../../../../src/analysis/tokens.ts'
import { vocabulary } from '../../../../src/analysis/vocabulary.ts'
import { words } from '../../../../src/analysis/words.ts'
import type { CorpusRow, Keyword } from '../../../../src/types.ts'

export interface TestPage {
  readonly text: string
  readonly host?: string
  readonly terms?: readonly Keyword[]
}

const pagesInGroup = 64

/** Pages as the merge reads them, index by index; null is one that failed. */
export function corpusOf(pages: readonly (TestPage | null)[]) {
  const read: number[] = []
  const rows = pages.map(rowOf)
  return {
    /** The indexes whose text was read, in order. */
    read,
    *rows(): Generator<readonly CorpusRow[]> {
      for (let at = 0; at < rows.length; at += pagesInGroup) yield rows.slice(at, at + pagesInGroup)
    },
    readText(index: number): string | null {
      read.push(index)
      return pages[index]?.text ?? null
    },
    wordsOf: words,
    paragraphsOf: hashedParagraphs,
  }
}

export function rowOf(page: TestPage | null, index: number): CorpusRow {
  const known = { index, key: `https://example.com/${index}`, host: page?.host ?? 'example.com' }
  if (page === null) return { ...known, status: 'failed', failureCode: 'timeout' }
  const found = tokens(page.text)
  return {
    ...known,
    status: 'ok',
    finalHash: index,
    words: found.words.length,
    language: 'en',
    features: {
      kind: null,
      authors: [],
      publishedAt: null,
      title: null,
      textChars: page.text.length,
      lix: null,
      textHash: page.text,
      terms: page.terms ?? [],
      bands: sketchBands(shingleStates(vocabulary(found))),
      paragraphs: paragraphHashes(page.text),
      links: new Float64Array(0),
    },
  }
}
