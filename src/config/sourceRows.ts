import { optionalCount, optionalText, texts } from './kinds.ts'
import { patternProblem } from './urlPattern.ts'

const isWebUrl = (text: string): boolean => /^https?:\/\/[^/]/i.test(text) && URL.canParse(text)

const patterns = {
  allowed: 'a list of patterns: a text with * for anything, or a regular expression between slashes',
  isAllowed: (text: string) => patternProblem(text) === undefined,
  mayHaveCommas: true,
} as const

/** What is read from the inputs. */
export const sourceRows = {
  sitemaps: texts({
    default: [],
    allowed: 'a list of http or https URLs',
    isAllowed: isWebUrl,
    mayHaveCommas: true,
    help: 'Sitemap to take pages from, an index or a plain one, by its URL. Repeatable.',
    flag: 'sitemap',
  }),
  feeds: texts({
    default: [],
    allowed: 'a list of http or https URLs',
    isAllowed: isWebUrl,
    mayHaveCommas: true,
    help: 'RSS or Atom feed to take pages from, by its URL. Repeatable.',
    flag: 'feed',
  }),
  urlColumn: optionalText({
    default: null,
    pattern: /./,
    allowed: 'the name of a column',
    help: 'Column that holds the URLs of a table; standard input is one then.',
    defaultLabel: 'url, link … or the one that looks like it',
  }),
  limit: optionalCount({
    default: null,
    min: 1,
    help: 'Read no more entries than this; those that a pattern leaves out do not count.',
    defaultLabel: 'all',
  }),
  include: texts({ ...patterns, default: [], help: 'Skip every URL that fits none of these. Repeatable.' }),
  exclude: texts({ ...patterns, default: [], help: 'Skip the URLs that fit this. Repeatable.' }),
  stripParams: texts({
    default: [],
    allowed: 'a list of names of query parameters, with * for anything',
    isAllowed: (text) => !/[=&#?\s]/.test(text),
    mayHaveCommas: false,
    help: 'Query parameters that make no other page of a URL, such as utm_*; URLs without them that are equal are duplicates.',
  }),
} as const
