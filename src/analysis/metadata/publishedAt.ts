import { jsonLdPublished, metaPublished, microdataPublished } from './dataDates.ts'
import type { DateRule } from './dateRule.ts'
import type { MetadataPage } from './metadataPage.ts'
import { modifiedAt } from './modifiedAt.ts'
import { firstFound } from './rule.ts'
import { addressDate, anyTime, markedDate, markedTime, nearDate } from './shownDates.ts'

/**
 * A date beside the title that is older than the one in the data, where the data gives the same day for the last
 * change: that is the day the site was built.
 */
export const shownBeforeBuilt: DateRule = (page) => {
  const given = publishedAs(page)?.slice(0, 10)
  if (given === undefined || given !== modifiedAt(page)?.slice(0, 10)) return null
  const shown = nearDate(page)
  return shown !== null && shown.slice(0, 10) < given ? shown : null
}

const publishedAs: DateRule = (page) => metaPublished(page) ?? jsonLdPublished(page)

const publishedRules: readonly DateRule[] = [
  shownBeforeBuilt,
  metaPublished,
  jsonLdPublished,
  microdataPublished,
  markedTime,
  nearDate,
  anyTime,
  markedDate,
  addressDate,
]

/** When the page was published, by ISO 8601; a day where no time is known, null where no date is. */
export function publishedAt(page: MetadataPage): string | null {
  return firstFound(publishedRules, page)
}
