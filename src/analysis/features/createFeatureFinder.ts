import { urlHash } from '../../config/urlHash.ts'
import { createUrlKey } from '../../config/urlKey.ts'
import type {
  AnalyserName,
  FeatureFacts,
  Keyword,
  PageKind,
  PageLinks,
  PageMetadata,
  SourceConfig,
  StoredFeatures,
} from '../../types.ts'
import type { Fingerprint } from '../fingerprint.ts'
import type { Readability } from '../readability.ts'
import { paragraphHashes } from './paragraphHashes.ts'
import { sketchBands } from './sketchBands.ts'

/** Finds what the merge compares a page by, of what its analysers have found anyway. */
export type FeatureFinder = (page: ComparedPage) => StoredFeatures

/** What the analysers find on a page, each when it is asked for. */
export interface ComparedPage {
  readonly url: string
  readonly tools: { readonly analysers: ReadonlySet<AnalyserName> }
  metadata(): Pick<PageMetadata, 'title' | 'authors' | 'publishedAt'>
  mainText(): { readonly text: string; readonly kind: PageKind | null }
  /** See `shingleStates`. */
  shingles(): Int32Array
  readability(): Readability | null
  fingerprint(): Fingerprint
  topTerms(): readonly Keyword[]
  links(): PageLinks
}

const HASH_CHARS = 16

/** `stripParams` as in the configuration: links are known by the same keys as the pages of the list. */
export function createFeatureFinder({ stripParams }: Pick<SourceConfig, 'stripParams'>): FeatureFinder {
  const keyOf = createUrlKey(stripParams)
  const hashOf = (url: string): number => urlHash(keyOf(url))
  return (page) => {
    const isOn = (name: Parameters<typeof page.tools.analysers.has>[0]) => page.tools.analysers.has(name)
    return {
      facts: JSON.stringify(facts(page, isOn, hashOf)),
      terms: JSON.stringify(isOn('keywords') ? flatTerms(page) : []),
      bands: isOn('fingerprint') ? bytesOf(sketchBands(page.shingles())) : NOTHING,
      paragraphs: isOn('text') ? bytesOf(paragraphHashes(page.mainText().text)) : NOTHING,
      links: isOn('links') ? bytesOf(linkHashes(page, hashOf)) : NOTHING,
    }
  }
}

const NO_METADATA = { title: null, authors: [], publishedAt: null }

const NOTHING = new Uint8Array(0)

function facts(
  page: ComparedPage,
  isOn: (name: 'metadata' | 'text' | 'readability' | 'fingerprint') => boolean,
  hashOf: (url: string) => number,
): FeatureFacts {
  const { title, authors, publishedAt } = isOn('metadata') ? page.metadata() : NO_METADATA
  return {
    title,
    kind: isOn('text') ? page.mainText().kind : null,
    authors,
    publishedAt,
    textChars: isOn('text') ? page.mainText().text.length : 0,
    lix: isOn('readability') ? (page.readability()?.lix ?? null) : null,
    textHash: isOn('fingerprint') ? page.fingerprint().sha256.slice(0, HASH_CHARS) : '',
    finalHash: hashOf(page.url),
  }
}

function flatTerms(page: ComparedPage): (string | number)[] {
  const flat: (string | number)[] = []
  for (const { term, count } of page.topTerms()) flat.push(term, count)
  return flat
}

function linkHashes(page: ComparedPage, hashOf: (url: string) => number): Float64Array {
  const { internal, external } = page.links()
  return Float64Array.from(new Set([...internal, ...external].map(({ url }) => hashOf(url))))
}

const bytesOf = (numbers: Uint32Array | Float64Array): Uint8Array =>
  new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
