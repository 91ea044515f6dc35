import type { DiffedPage } from '../../types.ts'

/** What a run has of a page, in a few words. */
export function outcomeText(page: DiffedPage): string {
  switch (page.status) {
    case 'ok': {
      const words = page.words === undefined ? '' : `, ${page.words.toLocaleString('en')} words`
      return `ok ${page.statusCode}${words}${page.title === null ? '' : `, ${JSON.stringify(page.title)}`}`
    }
    case 'failed':
      return `failed, ${page.code}: ${page.message}`
    case 'skipped':
      return `skipped, ${page.reason}`
  }
}
