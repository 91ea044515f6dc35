import type { MetadataPage } from './metadataPage.ts'
import type { Rule } from './rule.ts'

/** Finds a date of a page, by ISO 8601. */
export type DateRule = Rule<MetadataPage, string>
