import type { ResponseHeaders } from './exchange.ts'
import { httpDate } from './httpDate.ts'

/** Longer pauses than a year count as a year: the end of a pause remains a date, whatever a server has sent. */
const MAX_PAUSE_MS = 365 * 24 * 3_600_000

/** The year 2020. A greater number is not meant as a time to wait, but as a time since 1970. */
const EARLIEST_TIME_S = 1_577_836_800
const EARLIEST_TIME_MS = EARLIEST_TIME_S * 1000

const NUMBER = /^\d+(?:\.\d+)?$/
const ISO_TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)$/
/** One that is not closed reaches to the end of the header. */
const QUOTED = /"(?:[^"\\]|\\.)*\\?(?:"|$)/g

/** The families of three headers: of the drafts, of GitHub and most others, and of Twitter. */
const FAMILIES = ['ratelimit', 'x-ratelimit', 'x-rate-limit']

const NONE: readonly string[] = []

/** One limit that a server has told of, as it was written. */
interface RateLimit {
  readonly remaining: string | undefined
  readonly reset: string | undefined
}

/**
 * For how many milliseconds from now a server asks to be left alone; 0 when it does not. Never negative, at most a year.
 *
 * A failing status (400 and above) may say so by `Retry-After` (RFC 9110, 10.2.3), in seconds or by a date. Otherwise,
 * and with any status, a rate limit with nothing remaining does, until its reset, the longest of several:
 * - `RateLimit-Remaining` and `-Reset`, `RateLimit: limit=9, remaining=0, reset=30`, and `RateLimit: "name";r=0;t=30`
 *   (draft-ietf-httpapi-ratelimit-headers up to 06, 07, and from 08 on);
 * - `X-RateLimit-Remaining` and `-Reset`, `X-Rate-Limit-Remaining` and `-Reset`.
 *
 * A number is read as seconds from now, or, from 2020 on, as seconds or milliseconds since 1970, whichever header it is
 * in: GitLab and Twitch send times where the drafts have seconds. Dates and times are compared with the response's own
 * `Date`, where it has one, so that clocks that differ do no harm. What cannot be read is ignored.
 */
export function serverPauseMs(statusCode: number, headers: ResponseHeaders, now: number): number {
  if (!mayAsk(statusCode, headers)) return 0
  const retryAfter = statusCode >= 400 ? valuesOf(headers, 'retry-after') : NONE
  const pauseMs =
    longestMs(retryAfter, headers, now) ?? longestMs(exhaustedResets(headers), headers, now) ?? 0
  return Math.min(MAX_PAUSE_MS, Math.max(0, Math.ceil(pauseMs)))
}

/** Whether there is anything to read: with most answers there is not, and this is asked for each. */
function mayAsk(statusCode: number, headers: ResponseHeaders): boolean {
  return (
    (statusCode >= 400 && 'retry-after' in headers) ||
    'ratelimit' in headers ||
    'ratelimit-remaining' in headers ||
    'x-ratelimit-remaining' in headers ||
    'x-rate-limit-remaining' in headers
  )
}

function longestMs(values: readonly string[], headers: ResponseHeaders, now: number): number | undefined {
  // Most answers ask for nothing, and a date takes longer to read than all the rest.
  if (values.length === 0) return undefined
  const dates = valuesOf(headers, 'date').map((date) => httpDate(date, now))
  const serverNow = dates.find((date) => date !== undefined) ?? now
  const times = values.map((value) => untilMs(value, serverNow)).filter((time) => time !== undefined)
  return times.length === 0 ? undefined : Math.max(...times)
}

/** From now to the time that is written, negative when it is over. */
function untilMs(value: string, serverNow: number): number | undefined {
  if (NUMBER.test(value)) {
    const number = Number(value)
    if (number >= EARLIEST_TIME_MS) return number - serverNow
    return number >= EARLIEST_TIME_S ? number * 1000 - serverNow : number * 1000
  }
  const time = ISO_TIME.test(value) ? Date.parse(value) : httpDate(value, serverNow)
  return time === undefined || Number.isNaN(time) ? undefined : time - serverNow
}

function exhaustedResets(headers: ResponseHeaders): string[] {
  const limits = [...structuredLimits(headers), ...FAMILIES.flatMap((family) => limitsOf(headers, family))]
  return limits.filter(isExhausted).flatMap(({ reset }) => reset ?? [])
}

/** Some servers count in decimals. Less than nothing stands for no limit at all with some, and is not heeded. */
function isExhausted({ remaining }: RateLimit): boolean {
  return remaining !== undefined && NUMBER.test(remaining) && Number(remaining) === 0
}

/** A server and the proxy before it may both have limits: the headers then come twice, in the same order. */
function limitsOf(headers: ResponseHeaders, family: string): RateLimit[] {
  const resets = valuesOf(headers, `${family}-reset`)
  return valuesOf(headers, `${family}-remaining`).map((remaining, i) => ({ remaining, reset: resets[i] }))
}

function structuredLimits(headers: ResponseHeaders): RateLimit[] {
  return valuesOf(headers, 'ratelimit').flatMap((value) => {
    const items = value.replace(QUOTED, '').split(',').map(parametersOf)
    const whole = new Map(items.flatMap((item) => [...item]))
    return [
      ...items.map((item) => ({ remaining: item.get('r'), reset: item.get('t') })),
      { remaining: whole.get('remaining'), reset: whole.get('reset') },
    ]
  })
}

function parametersOf(item: string): Map<string, string> {
  const pairs = item.split(';').map((pair) => pair.split('='))
  return new Map(pairs.map(([name = '', value = '']) => [name.trim(), value.trim()]))
}

function valuesOf(headers: ResponseHeaders, name: string): readonly string[] {
  const value = headers[name]
  return value === undefined ? NONE : [value].flat().map((text) => text.trim())
}
