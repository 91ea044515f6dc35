import { createGiveWay } from '../../config/giveWay.ts'
import type { Corpus } from '../../types.ts'
import { createDistribution, type DistributionCounter } from './createDistribution.ts'
import type { FrequencyLimits } from './createFrequencies.ts'
import { createPercentiles } from './createPercentiles.ts'
import { type CorpusGroups, eachOkPage, type OkPage } from './eachOkPage.ts'

const usualLimits: FrequencyLimits = { exact: 500_000, sketchWidth: 2 ** 19 }

type Field = keyof Corpus['distributions']
type Measure = keyof Corpus['percentiles']

const valuesOf: Readonly<Record<Field, (page: OkPage) => readonly string[]>> = {
  languages: ({ language }) => listed(language),
  hosts: ({ host }) => [host],
  kinds: ({ features }) => listed(features.kind),
  authors: ({ features }) => features.authors,
  published: ({ features }) => listed(month(features.publishedAt)),
}

/** Counts the pages that are ok, one after another. */
export interface Distributions {
  add(page: OkPage): void
  /**
   * Of all that were added. Where a field has over `limits.exact` distinct values (500,000), it reads the rows once more, so
   * that all counts are exact.
   */
  found(rows: CorpusGroups): Promise<Pick<Corpus, 'distributions' | 'percentiles'>>
}

/**
 * How the pages spread over languages, hosts, kinds, authors and months, and the percentiles of their measures. Memory:
 * at most 20 MB for each field of many values, and 24 bytes a page.
 */
export function createDistributions(limits: FrequencyLimits = usualLimits): Distributions {
  const counters = ofFields(() => createDistribution(limits))
  const measures = { words: createPercentiles(), textChars: createPercentiles(), lix: createPercentiles() }
  return {
    add(page) {
      for (const field of fields) counters[field].add(valuesOf[field](page))
      measures.words.add(page.words)
      measures.textChars.add(page.features.textChars)
      if (page.features.lix !== null) measures.lix.add(page.features.lix)
    },
    async found(rows) {
      await recountEstimated(rows, counters)
      const giveWay = createGiveWay()
      const percentiles = (measure: Measure) => measures[measure].percentiles(giveWay)
      return {
        distributions: ofFields((field) => counters[field].distribution()),
        percentiles: {
          words: await percentiles('words'),
          textChars: await percentiles('textChars'),
          lix: await percentiles('lix'),
        },
      }
    },
  }
}

async function recountEstimated(
  rows: CorpusGroups,
  counters: Readonly<Record<Field, DistributionCounter>>,
): Promise<void> {
  const estimated = fields.filter((field) => !counters[field].isExact())
  if (estimated.length === 0) return
  await eachOkPage(rows, (page) => {
    for (const field of estimated) counters[field].recount(valuesOf[field](page))
  })
}

const fields = Object.keys(valuesOf) as readonly Field[]

function ofFields<T>(make: (field: Field) => T): Record<Field, T> {
  return {
    languages: make('languages'),
    hosts: make('hosts'),
    kinds: make('kinds'),
    authors: make('authors'),
    published: make('published'),
  }
}

function listed(value: string | null): readonly string[] {
  return value === null ? [] : [value]
}

/** The month of an ISO date, in the zone it was written in. */
function month(isoDate: string | null): string | null {
  return isoDate !== null && /^\d{4}-\d{2}/.test(isoDate) ? isoDate.slice(0, 7) : null
}
