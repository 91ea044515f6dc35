import { z } from 'zod'
import type { FetchedPage } from '../types.ts'

/** What stands in the file beside a page's bytes. */
export interface PageFacts extends Omit<FetchedPage, 'body'> {
  readonly version: 1
  /** What the page was asked for by. */
  readonly url: string
  /** Where it stood among the pages of its run; null where nobody said so. */
  readonly place: number | null
  /** Length of the body as it came, with its content-encoding still on. */
  readonly bytes: number
  /** ISO 8601. */
  readonly fetchedAt: string
}

const httpUrl = z.url({ protocol: /^https?$/ })
const pageFacts: z.ZodType<PageFacts> = z.object({
  version: z.literal(1),
  url: httpUrl,
  place: z.int().nonnegative().nullable(),
  finalUrl: httpUrl,
  statusCode: z.int().min(100).max(999),
  contentType: z.string(),
  contentEncoding: z.string(),
  refresh: z.string(),
  redirects: z.array(z.object({ url: z.string(), statusCode: z.int() })),
  bytes: z.int().nonnegative(),
  fetchedAt: z.string(),
})

/** The facts that a file's text holds; a text with the reason where it holds none. */
export function parsedFacts(text: string): PageFacts | string {
  try {
    const { data, error } = pageFacts.safeParse(JSON.parse(text))
    if (data !== undefined) return data
    const [issue] = error.issues
    return `${issue?.path.join('.') || 'it'} is not as it was written`
  } catch {
    return 'it is not JSON'
  }
}
