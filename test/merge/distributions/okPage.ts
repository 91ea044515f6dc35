import type { OkPage } from '../../../src/merge/distributions/eachOkPage.ts'
import type { CorpusRow, PageFeatures } from '../../../src/types.ts'

/** A page that is ok, with what matters to a test and nothing else. */
export function okPage(
  index: number,
  { features = {}, ...rest }: Partial<Omit<OkPage, 'features'>> & { features?: Partial<PageFeatures> } = {},
): OkPage {
  return {
    index,
    key: `https://a.example/${index}`,
    host: 'a.example',
    status: 'ok',
    finalHash: index,
    words: 0,
    language: null,
    ...rest,
    features: {
      kind: null,
      authors: [],
      publishedAt: null,
      title: null,
      textChars: 0,
      lix: null,
      textHash: '',
      terms: [],
      bands: new Uint32Array(0),
      paragraphs: new Uint32Array(0),
      links: new Float64Array(0),
      ...features,
    },
  }
}

/** Rows in groups of one size, and how often they were read. */
export function groupsOf(rows: readonly CorpusRow[], size = 64) {
  const reads = { count: 0 }
  function* groups(): Generator<readonly CorpusRow[]> {
    reads.count += 1
    for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size)
  }
  return { groups, reads }
}
