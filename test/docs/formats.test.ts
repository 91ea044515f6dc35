import { readFileSync, writeFileSync } from 'node:fs'
import Database from 'libsql'
import { expect, test } from 'vitest'
import { parquetType, USUAL_PARQUET_FIELDS } from '../../src/output/parquet/parquetFields.ts'
import { CORPUS_TABLES, SQLITE_TABLES } from '../../src/output/sqlite/sqliteSchema.ts'
import { USUAL_FIELDS } from '../../src/output/usualFields.ts'
import { scrape } from '../../src/scrape.ts'
import type { PageResult } from '../../src/types.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { readableJson } from './exampleJson.ts'
import { expectParts } from './expectParts.ts'
import { codeBlock } from './markdown.ts'
import { serveMill } from './millSite.ts'

const INPUTS = {
  'urls.txt': `# the mill
https://mill.example/

https://mill.example/flour  # what it grinds
`,
  'pages.csv': `id,url,price
7,https://mill.example/flour,12.50
8,https://mill.example/old,
`,
  'pages.jsonl': `{"url":"https://mill.example/","tags":["mill","river"]}
`,
  'sitemap.xml': `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <url><loc>https://mill.example/flour</loc><lastmod>2026-11-02</lastmod></url>
</urlset>
`,
  'feed.xml': `<rss version="2.0"><channel><title>News of the mill</title>
  <item><title>The new wheel</title><link>https://mill.example/</link>
    <pubDate>Mon, 02 Nov 2026 08:00:00 GMT</pubDate></item>
</channel></rss>
`,
} as const

test('docs/inputs.md shows what is read from each kind of input', async () => {
  const at = await temporaryFolder()
  const { origin, shown } = await serveMill()
  const parts: Record<string, string> = {}
  for (const [name, text] of Object.entries(INPUTS)) {
    const real = text.replaceAll('https://mill.example', origin)
    writeFileSync(at(name), real)
    const rows: PageResult[] = []
    await scrape({
      input: [at(name)],
      fetch: { robots: false, retries: 0 },
      analysis: { threads: 0 },
      onResult: (row) => void rows.push(row),
    })
    const lines = rows
      .sort((one, other) => one.index - other.index)
      .map(({ index, url, status, input }) => JSON.stringify({ index, url, status, input }))
    parts[name] = `${codeBlock('text', text)}\n\n${codeBlock('json', shown(lines.join('\n')))}`
  }
  await expectParts('docs/inputs.md', parts)
})

test('docs/outputs.md shows every format as a run writes it', async () => {
  const at = await temporaryFolder()
  const { origin, shown } = await serveMill()
  writeFileSync(
    at('urls.csv'),
    `id,url\n1,${origin}/\n2,${origin}/flour\n3,${origin}/old\n4,${origin}/#wheel\n`,
  )
  const names = ['out.csv', 'out.md', 'out.sqlite']
  await scrape({
    input: [at('urls.csv')],
    fetch: { robots: false, retries: 0 },
    analysis: { threads: 0 },
    output: {
      files: names.map(at),
      fields: ['index', 'url', 'status', 'analysis.title', 'input.id', 'corpus.links.in'],
      failed: at('failed.csv'),
      graph: at('links.csv'),
    },
  })
  const file = (name: string): string => shown(readFileSync(at(name), 'utf8').replaceAll('\r\n', '\n'))
  const database = new Database(at('out.sqlite'))
  const queried = (sql: string): string => codeBlock('json', shown(readableJson(database.prepare(sql).all())))
  const queries = [
    'SELECT id, title, words, links_in, rank FROM pages ORDER BY rank DESC LIMIT 2',
    `SELECT p.url, k.term, k.score FROM distinctive_keywords k JOIN pages p ON p.id = k.page
WHERE k.position = 0`,
    'SELECT term, pages, count FROM terms ORDER BY pages DESC, count DESC LIMIT 2',
  ]
  await expectParts('docs/outputs.md', {
    csv: codeBlock('text', file('out.csv')),
    markdown: codeBlock(
      'markdown',
      file('out.md').replace(/^Started .*$/m, 'Started 2026-11-02T03:15:00.000Z, textmill 0.1.0.'),
    ),
    failed: codeBlock('text', file('failed.csv')),
    graph: codeBlock('text', file('links.csv')),
    fields: fieldTable(),
    tables: codeBlock('sql', SQLITE_TABLES.trim() + CORPUS_TABLES.trimEnd()),
    queries: queries.map((sql) => `${codeBlock('sql', `${sql};`)}\n\n${queried(sql)}`).join('\n\n'),
  })
  database.close()
})

function fieldTable(): string {
  const usual = new Set<string>(USUAL_FIELDS)
  const rows = USUAL_PARQUET_FIELDS.map(
    (field) => `| \`${field}\` | ${usual.has(field) ? 'yes' : ''} | ${TYPES[parquetType(field)]} |`,
  )
  expect(USUAL_PARQUET_FIELDS).toEqual(expect.arrayContaining([...USUAL_FIELDS]))
  return ['| Field | `.csv` | Type in `.parquet` |', '| --- | --- | --- |', ...rows].join('\n')
}

/** As the readers of the format call them. */
const TYPES = {
  text: 'VARCHAR',
  int32: 'INTEGER',
  int64: 'BIGINT',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMP',
  texts: 'VARCHAR[]',
  int32s: 'INTEGER[]',
  doubles: 'DOUBLE[]',
} as const
