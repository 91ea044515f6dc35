import { describe, expect, test } from 'vitest'
import { jsonSchemaText } from '../../src/config/jsonSchema.ts'
import { nested, resolveConfig } from '../../src/config/resolveConfig.ts'
import { resolveOptions } from '../../src/config/resolveOptions.ts'
import type { ConfigOf } from '../../src/config/row.ts'
import { type ConfigRow, rows } from '../../src/config/rows.ts'
import type { table } from '../../src/config/table.ts'
import { environmentSettings, flagSettings } from '../../src/config/textSettings.ts'
import { version } from '../../src/config/version.ts'
import { ConfigError } from '../../src/errors.ts'
import type { ScraperConfig, ScraperOptions } from '../../src/types.ts'

type Same<A, B> = [A, B] extends [B, A] ? true : false

const byKey = new Map(rows.map((row) => [row.key, row]))

/** The configuration that one value gives, each way it can be given. */
const ways = {
  options: (row: ConfigRow, value: unknown) =>
    resolveOptions(nested(new Map([[row.key, value]])) as ScraperOptions),
  variable: (row: ConfigRow, value: unknown) =>
    resolveConfig(environmentSettings({ [row.variable]: String(value) })),
  flag: (row: ConfigRow, value: unknown) => {
    const text = row.key.endsWith('Ms') ? `${value}ms` : String(value)
    return resolveConfig(flagSettings(new Map([[row.flag ?? '', [text]]])))
  },
} as const

const at = (object: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], object)

function thrown(act: () => unknown): ConfigError {
  try {
    act()
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

test('the table has every key of ScraperConfig with its type, and none besides', () => {
  const isSame: Same<ConfigOf<typeof table>, ScraperConfig> = true
  expect(isSame).toBe(true)
})

test('every key has its flag and its variable', () => {
  expect(rows.map(({ key, flag, variable }) => `${key} --${flag} ${variable}`)).toMatchInlineSnapshot(`
    [
      "input --null SCRAPER_INPUT",
      "source.sitemaps --sitemap SCRAPER_SOURCE_SITEMAPS",
      "source.feeds --feed SCRAPER_SOURCE_FEEDS",
      "source.urlColumn --url-column SCRAPER_SOURCE_URL_COLUMN",
      "source.limit --limit SCRAPER_SOURCE_LIMIT",
      "source.include --include SCRAPER_SOURCE_INCLUDE",
      "source.exclude --exclude SCRAPER_SOURCE_EXCLUDE",
      "source.stripParams --strip-params SCRAPER_SOURCE_STRIP_PARAMS",
      "fetch.concurrency --concurrency SCRAPER_FETCH_CONCURRENCY",
      "fetch.perHost.concurrency --per-host SCRAPER_FETCH_PER_HOST_CONCURRENCY",
      "fetch.perHost.intervalMs --interval SCRAPER_FETCH_PER_HOST_INTERVAL_MS",
      "fetch.hosts --hosts SCRAPER_FETCH_HOSTS",
      "fetch.maxBodyBytes --max-body-bytes SCRAPER_FETCH_MAX_BODY_BYTES",
      "fetch.maxBufferedBytes --max-buffered-bytes SCRAPER_FETCH_MAX_BUFFERED_BYTES",
      "fetch.timeoutMs --timeout SCRAPER_FETCH_TIMEOUT_MS",
      "fetch.connectTimeoutMs --connect-timeout SCRAPER_FETCH_CONNECT_TIMEOUT_MS",
      "fetch.firstByteTimeoutMs --first-byte-timeout SCRAPER_FETCH_FIRST_BYTE_TIMEOUT_MS",
      "fetch.retries --retries SCRAPER_FETCH_RETRIES",
      "fetch.maxRetryAfterMs --max-retry-after SCRAPER_FETCH_MAX_RETRY_AFTER_MS",
      "fetch.maxAgeMs --max-age SCRAPER_FETCH_MAX_AGE_MS",
      "fetch.maxRedirects --max-redirects SCRAPER_FETCH_MAX_REDIRECTS",
      "fetch.userAgent --user-agent SCRAPER_FETCH_USER_AGENT",
      "fetch.contact --contact SCRAPER_FETCH_CONTACT",
      "fetch.acceptLanguage --accept-language SCRAPER_FETCH_ACCEPT_LANGUAGE",
      "fetch.headers --header SCRAPER_FETCH_HEADERS",
      "fetch.robots --robots SCRAPER_FETCH_ROBOTS",
      "fetch.allowPrivate --allow-private SCRAPER_FETCH_ALLOW_PRIVATE",
      "fetch.http2 --http2 SCRAPER_FETCH_HTTP2",
      "fetch.proxy --proxy SCRAPER_FETCH_PROXY",
      "fetch.cookies --cookies SCRAPER_FETCH_COOKIES",
      "fetch.cookieJar --cookie-jar SCRAPER_FETCH_COOKIE_JAR",
      "fetch.ca --ca SCRAPER_FETCH_CA",
      "fetch.insecureHosts --insecure-hosts SCRAPER_FETCH_INSECURE_HOSTS",
      "fetch.ipFamily --ip-family SCRAPER_FETCH_IP_FAMILY",
      "analysis.threads --threads SCRAPER_ANALYSIS_THREADS",
      "analysis.timeoutMs --analysis-timeout SCRAPER_ANALYSIS_TIMEOUT_MS",
      "analysis.maxHeapMb --max-heap-mb SCRAPER_ANALYSIS_MAX_HEAP_MB",
      "analysis.analysers --analysers SCRAPER_ANALYSIS_ANALYSERS",
      "analysis.selectors --selectors SCRAPER_ANALYSIS_SELECTORS",
      "analysis.module --module SCRAPER_ANALYSIS_MODULE",
      "analysis.moduleErrors --module-errors SCRAPER_ANALYSIS_MODULE_ERRORS",
      "merge.corpus --corpus SCRAPER_MERGE_CORPUS",
      "output.files --output SCRAPER_OUTPUT_FILES",
      "output.format --format SCRAPER_OUTPUT_FORMAT",
      "output.fields --fields SCRAPER_OUTPUT_FIELDS",
      "output.failed --failed SCRAPER_OUTPUT_FAILED",
      "output.graph --graph SCRAPER_OUTPUT_GRAPH",
      "output.savePages --save-pages SCRAPER_OUTPUT_SAVE_PAGES",
      "output.timings --timings SCRAPER_OUTPUT_TIMINGS",
      "output.headers --headers SCRAPER_OUTPUT_HEADERS",
      "run.maxRuntimeMs --max-runtime SCRAPER_RUN_MAX_RUNTIME_MS",
      "run.waitMs --wait SCRAPER_RUN_WAIT_MS",
      "run.allowFailures --allow-failures SCRAPER_RUN_ALLOW_FAILURES",
      "run.exitCodeOn --exit-code-on SCRAPER_RUN_EXIT_CODE_ON",
      "run.onFinish --on-finish SCRAPER_RUN_ON_FINISH",
      "run.onFinishTimeoutMs --on-finish-timeout SCRAPER_RUN_ON_FINISH_TIMEOUT_MS",
      "schedule --schedule SCRAPER_SCHEDULE",
      "timeZone --time-zone SCRAPER_TIME_ZONE",
    ]
  `)
})

test('no two keys share a flag or a variable', () => {
  expect(new Set(rows.map(({ flag }) => flag)).size).toBe(rows.length)
  expect(new Set(rows.map(({ variable }) => variable)).size).toBe(rows.length)
})

test('the defaults are valid, and are those of the contract', () => {
  expect(resolveOptions({})).toEqual({
    input: [],
    source: {
      sitemaps: [],
      feeds: [],
      urlColumn: null,
      limit: null,
      include: [],
      exclude: [],
      stripParams: [],
    },
    fetch: {
      concurrency: 64,
      perHost: { concurrency: 4, intervalMs: 0 },
      hosts: {},
      maxBodyBytes: 10_485_760,
      maxBufferedBytes: 67_108_864,
      timeoutMs: 30_000,
      connectTimeoutMs: 10_000,
      firstByteTimeoutMs: 30_000,
      retries: 3,
      maxRetryAfterMs: 60_000,
      maxRedirects: 10,
      userAgent: `textmill/${version}`,
      contact: null,
      acceptLanguage: 'en;q=0.8,*;q=0.5',
      headers: {},
      robots: true,
      allowPrivate: 'listed',
      http2: false,
      proxy: 'environment',
      cookies: false,
      cookieJar: null,
      ca: [],
      insecureHosts: [],
      ipFamily: 'auto',
      maxAgeMs: 0,
    },
    analysis: {
      threads: 'auto',
      timeoutMs: 10_000,
      maxHeapMb: 512,
      analysers: ['default'],
      selectors: {},
      module: null,
      moduleErrors: 'fail',
    },
    merge: { corpus: true },
    output: {
      files: [],
      format: 'jsonl',
      fields: [],
      failed: null,
      graph: null,
      savePages: null,
      timings: false,
      headers: [],
    },
    run: {
      maxRuntimeMs: null,
      waitMs: 0,
      allowFailures: '0',
      exitCodeOn: null,
      onFinish: null,
      onFinishTimeoutMs: 600_000,
    },
    schedule: null,
    timeZone: null,
  })
})

const bounds: readonly (readonly [key: string, min: number, max: number])[] = [
  ['source.limit', 1, Number.MAX_SAFE_INTEGER],
  ['fetch.concurrency', 1, 1024],
  ['fetch.perHost.concurrency', 1, 1024],
  ['fetch.perHost.intervalMs', 0, 86_400_000],
  ['fetch.maxBodyBytes', 1, 1_073_741_824],
  ['fetch.maxBufferedBytes', 1, Number.MAX_SAFE_INTEGER],
  ['fetch.timeoutMs', 100, 3_600_000],
  ['fetch.connectTimeoutMs', 100, 600_000],
  ['fetch.firstByteTimeoutMs', 100, 3_600_000],
  ['fetch.retries', 0, 20],
  ['fetch.maxRetryAfterMs', 0, 86_400_000],
  ['fetch.maxAgeMs', 0, 31_536_000_000],
  ['fetch.maxRedirects', 0, 50],
  ['analysis.threads', 0, 256],
  ['analysis.timeoutMs', 1, 3_600_000],
  ['analysis.maxHeapMb', 16, 65_536],
  ['run.maxRuntimeMs', 1000, 2_592_000_000],
  ['run.waitMs', 0, 2_592_000_000],
  ['run.onFinishTimeoutMs', 100, 86_400_000],
]

test('every number has its bounds tested', () => {
  const numbers = rows.filter((row) => [20, 100, 1000].some((value) => row.schema.safeParse(value).success))
  expect(numbers.map(({ key }) => key)).toEqual(bounds.map(([key]) => key))
})

describe.each(bounds)('%s', (key, min, max) => {
  const row = byKey.get(key)
  if (row === undefined) throw new Error(`no row for ${key}`)

  test.each(Object.entries(ways))('takes %s from its smallest to its largest value', (_way, resolve) => {
    expect(at(resolve(row, min), row.path)).toBe(min)
    expect(at(resolve(row, max), row.path)).toBe(max)
  })

  test.each(Object.entries(ways))('refuses by %s what lies beyond, or is no whole number', (way, resolve) => {
    for (const value of [min - 1, max + 1, min + 0.5, 'many']) {
      const error = thrown(() => resolve(row, value))
      const name = { options: row.key, variable: row.variable, flag: `--${row.flag}` }[way] ?? ''
      expect(error.message).toContain(`${name} is `)
      expect(error.message).toContain(way === 'options' ? row.allowed : row.allowedAsText)
      expect(error.problems).toMatchObject([{ key }])
    }
  })
})

test('a path of a folder is called one, and no file', () => {
  const refused = () => resolveOptions({ output: { savePages: '' } })
  expect(refused).toThrow('output.savePages is "", but must be the path of a folder, or null')
  for (const { key, help, allowed } of rows) {
    if (help.startsWith('Folder')) expect(allowed, key).toContain('folder')
    if (help.startsWith('File')) expect(allowed, key).toContain('file')
  }
})

test('the schema gives every key its explanation, and its default where that lasts', () => {
  const schema: unknown = JSON.parse(jsonSchemaText())
  for (const row of rows) {
    const node = at(
      schema,
      row.path.flatMap((name) => ['properties', name]),
    )
    expect(JSON.stringify(node), row.key).toContain(JSON.stringify(row.help).slice(1, -1))
    expect(JSON.stringify(node).includes('"default"'), row.key).toBe(row.key !== 'fetch.userAgent')
  }
})
