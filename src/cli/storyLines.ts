import type { PageStory } from '../explainPage.ts'
import type { AnalysisTrace, AttemptRecord, PageResult } from '../types.ts'
import { elapsedText } from './elapsedText.ts'

type PageRecord = NonNullable<PageStory['page']>
type KeptResult = NonNullable<PageRecord['result']>

/** A page's life, a fact a line. */
export function storyLines({ key, run, page, noPage, robots, invalid, isExcluded }: PageStory): string[] {
  const robotsLines = robots === undefined ? [] : [fact('robots', robotsText(robots))]
  if (page === undefined) {
    const why =
      invalid ?? (isExcluded ? 'source.include and source.exclude leave it out' : 'not in this state')
    const listed = noPage.map(({ origin, index }) => fact('listed', `${origin} (row ${index})`))
    return [key, ...listed, fact('outcome', why), ...robotsLines]
  }
  return [
    page.url,
    ...mentionLines(page),
    ...(page.key === page.url ? [] : [fact('known as', page.key)]),
    ...robotsLines,
    ...attemptLines(page),
    ...(page.result === null ? [] : resultLines(page.result, run?.startedAt)),
    ...(page.result?.isCurrent ? [] : [fact('now', placeText(page))]),
  ]
}

const NAME_CHARS = 12
const fact = (name: string, text: string): string => `  ${name.padEnd(NAME_CHARS)}${text}`

function mentionLines({ mentions, url }: PageRecord): string[] {
  if (mentions.length === 0) return [fact('listed', 'no longer')]
  return mentions.map(({ index, written, origin }, place) => {
    const as = written === url ? '' : ` as ${written}`
    const of = place === 0 ? '' : `, a duplicate of row ${mentions[0]?.index}`
    return fact('listed', `${origin}${as} (row ${index}${of})`)
  })
}

function robotsText({ allowed, rule, fetchedAt }: NonNullable<PageStory['robots']>): string {
  const by = rule === undefined ? 'no rule is about it' : `by "${rule}"`
  return `${allowed ? 'allowed' : 'denied'}, ${by} (robots.txt of ${fetchedAt})`
}

function attemptLines({ result, attempts }: PageRecord): string[] {
  const log = attempts.length > 0 ? attempts : (result?.attempts ?? [])
  if (log.length === 0 && result?.isCurrent && result.change !== null)
    return [fact('asked', `not in this run: its result of ${result.fetchedAt} is young enough`)]
  return log.map((attempt, place) => fact(place === 0 ? 'asked' : '', attemptText(attempt)))
}

function attemptText({ at, why, waitedMs, tookMs, cameBack, statusCode }: AttemptRecord): string {
  const waited = why === 'first' ? '' : `, after ${shortTimeText(waitedMs)} because of ${why}`
  const status = statusCode === undefined ? '' : ` (${statusCode})`
  return `${new Date(at).toISOString()}${waited}: ${cameBack}${status} in ${shortTimeText(tookMs)}`
}

const shortTimeText = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : elapsedText(ms))

const CHARSET_SOURCES = {
  'byte-order-mark': 'its byte order mark',
  header: 'the Content-Type header',
  markup: 'the markup',
  bytes: 'the bytes themselves',
} as const

function resultLines(result: KeptResult, runStartedAt: string | undefined): string[] {
  const row = JSON.parse(result.json) as PageResult
  const analysis = result.attempts.findLast(({ analysis }) => analysis !== undefined)?.analysis
  const asOf = result.isCurrent
    ? `in the run of ${runStartedAt}`
    : `in an earlier run${result.fetchedAt === null ? '' : `, ${result.fetchedAt}`}`
  const lines = [fact('outcome', `${outcomeText(row)}, ${asOf}`)]
  if (row.status === 'ok') {
    const { http, finalUrl } = row
    const by = analysis === undefined ? '' : `, decided by ${CHARSET_SOURCES[analysis.charsetFrom]}`
    lines.push(
      ...http.redirects.map(({ url, statusCode }) => fact('redirected', `${statusCode} at ${url}`)),
      ...(http.redirects.length > 0 ? [fact('arrived at', finalUrl)] : []),
      fact('received', `${http.bytes} bytes of ${http.contentType || 'no named type'}, ${http.charset}${by}`),
    )
  }
  if (analysis !== undefined) lines.push(fact('analysed', analysisText(analysis, result)))
  if (result.change !== null) lines.push(fact('change', result.change))
  const validators = [
    result.etag && `ETag ${result.etag}`,
    result.lastModified && `Last-Modified ${result.lastModified}`,
  ]
  const known = validators.filter((text) => typeof text === 'string')
  if (known.length > 0) lines.push(fact('next time', `asked for with ${known.join(' and ')}`))
  return lines
}

function analysisText({ thread, tookMs }: AnalysisTrace, { attempts }: KeptResult): string {
  const where = thread === 0 ? 'on the main thread' : `on thread ${thread}`
  const when = attempts.at(-1)?.cameBack === 'ok' ? '' : ', in an earlier run'
  return `${where} in ${tookMs.toFixed(1)} ms${when}`
}

function outcomeText(row: PageResult): string {
  if (row.status === 'failed') {
    const { code, stage, message, attempts } = row.failure
    // What gave up a whole origin counts none.
    const after = attempts === 0 ? '' : `, after ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`
    return `failed (${code}, ${stage}): ${message}${after}`
  }
  if (row.status === 'ok') return `ok (${row.http.statusCode})`
  return `skipped (${row.reason})${row.rule === undefined ? '' : `, by "${row.rule}"`}`
}

function placeText({ place, dueAt, parkedFor }: PageRecord): string {
  if (place === 'waiting' && dueAt !== null)
    return `waits until ${new Date(dueAt).toISOString()}, then it is asked for again`
  if (place === 'parked') return `waits for ${parkedFor ?? 'its origin'} to be reached`
  if (place === 'taken') return 'is being asked for, or was when the run was cut short'
  if (place === 'ready') return 'waits for its turn'
  if (place === 'unlisted') return 'is in no list any more'
  return 'will be asked for again'
}
