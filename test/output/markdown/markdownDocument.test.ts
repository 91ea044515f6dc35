import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { JsonObject, ScrapeSummary } from '../../../src/types.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { corpusOf, failedRow, invalidRow, okRow, summary, written } from '../outputs.ts'

async function markdownOf(
  rows: readonly JsonObject[],
  ending: { corpus?: ReturnType<typeof corpusOf>; summary?: ScrapeSummary } = {},
): Promise<string> {
  const at = await temporaryFolder()
  await written([at('out.md')], rows, { ending })
  return readFileSync(at('out.md'), 'utf8')
}

describe('a Markdown summary', () => {
  test('tells how many pages there are, where and in which languages', async () => {
    const text = await markdownOf([okRow(0)])
    expect(text).toContain('| 4 | 1 | 2 | 1 | 28 | 1256 |')
    expect(text).toContain('## Hosts\n\n| Hosts | Pages |\n| - | -: |\n| a.example | 3 |')
    expect(text).toContain('| en | 1 |')
  })

  test('tells how the pages have changed since the last run, and nothing of it on a first one', async () => {
    const changes = { new: 1, unchanged: 2, cosmetic: 3, changed: 4, gone: 5, removed: 6 }
    const again = await markdownOf([okRow(0)], { summary: { ...summary, changes } })
    expect(again).toContain(
      '## Since the last run\n\n| New | Changed | Cosmetic | Unchanged | Gone | Removed |',
    )
    expect(again).toContain('| 1 | 4 | 3 | 2 | 5 | 6 |')
    expect(await markdownOf([okRow(0)])).not.toContain('Since the last run')
  })

  test('groups the failures by their codes', async () => {
    const text = await markdownOf([failedRow(0, 'https://a.example/0'), invalidRow(1, 'htp:/no')])
    expect(text).toContain('### invalid-url (1)\n\n- htp:/no\n')
    expect(text).toContain('### timeout (1)\n\n- <https://a.example/0>\n')
  })

  test('shows the first failures of a code, and says how many more there are', async () => {
    const rows = Array.from({ length: 150 }, (_, index) => failedRow(index, `https://a.example/${index}`))
    const text = await markdownOf(rows, { summary: { ...summary, byFailure: { timeout: 150 } } })
    expect(text).toContain('### timeout (150)')
    expect(text).toContain('- <https://a.example/99>\n\n… and 50 more.')
  })

  test('has the terms and the near duplicates of the corpus', async () => {
    const text = await markdownOf([okRow(0), okRow(1)], { corpus: corpusOf() })
    expect(text).toContain('| ship | 3 | 7 |')
    expect(text).toContain(
      '2 pages, at least 93 % alike:\n\n- 0 <https://a.example/0>\n- 1 <https://a.example/1>',
    )
  })

  test('has a table of the first pages, and says how many are left out', async () => {
    const rows = Array.from({ length: 300 }, (_, index) => okRow(index))
    const text = await markdownOf(rows, { summary: { ...summary, pages: 1300 } })
    expect(text).toContain('| 0 | <https://a.example/0> | ok | Page 0 | en | 28 |')
    expect(text).toContain('| 199 | <https://a.example/199> |')
    expect(text).not.toContain('Page 200')
    expect(text).toMatch(/… and 1,100 more\.\n$/)
  })

  test('shows what pages say as text, never as Markdown', async () => {
    const title = '# <script>alert(1)</script> | [x](javascript:y) ![i](z) *b* _c_ `d`\n\n- &copy;'
    const rows = [okRow(0, { title }), { ...invalidRow(1, 'javascript:alert(1) | <b>') }]
    const text = await markdownOf(rows)
    expect(text).toContain(
      '| # \\<script>alert(1)\\</script> \\| \\[x]\\(javascript:y) !\\[i]\\(z) \\*b\\* \\_c\\_ \\`d\\` - \\&copy; |',
    )
    expect(text).toContain('- javascript:alert(1) | \\<b>')
    expect(text).toContain('| javascript:alert(1) \\| \\<b> |')
  })

  test('keeps its tables whole, whatever a URL holds', async () => {
    const url = 'https://a.example/?q=a|b_*c*`d`'
    const text = await markdownOf([{ ...okRow(0), url }])
    expect(text).toContain('| 0 | <https://a.example/?q=a%7Cb_*c*`d`> | ok | Page 0 |')
  })

  test('cuts what is long', async () => {
    const text = await markdownOf([okRow(0, { title: 'x'.repeat(5000) })])
    expect(text).toContain(`${'x'.repeat(199)}… |`)
  })
})
