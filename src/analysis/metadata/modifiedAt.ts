import { jsonLdModified, metaModified, microdataModified } from './dataDates.ts'
import type { MetadataPage } from './metadataPage.ts'
import { firstFound } from './rule.ts'

/** When the page was last changed, by ISO 8601, as it says itself. */
export function modifiedAt(page: MetadataPage): string | null {
  return firstFound([jsonLdModified, metaModified, microdataModified], page)
}
