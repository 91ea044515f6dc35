import type { NotableElements } from './notableElements.ts'
import { webUrl } from './webUrl.ts'

/** What the page's references are relative to: its first `<base href>` if that is usable, else its own URL. */
export function baseUrl({ base }: Pick<NotableElements, 'base'>, pageUrl: string): string {
  return (base === null ? null : webUrl(base.attribute('href') ?? '', pageUrl)?.href) ?? pageUrl
}
