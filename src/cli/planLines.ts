import { spokenSize } from '../config/spokenSize.ts'
import { spokenTime } from '../config/spokenTime.ts'
import type { PlannedHost, RunPlan } from '../plan/runPlan.ts'
import { printable } from './printable.ts'

/** What a run would do, a fact a line. */
export function planLines(plan: RunPlan): string[] {
  const { inputs, outputs } = plan
  const lines = [
    `${inputs.join(', ')} → ${outputs.map((file) => (file === '-' ? 'standard output' : file)).join(', ')}`,
    ...listLines(plan),
    ...facts('run', [startText(plan)]),
    ...pageLines(plan),
    ...robotsLines(plan),
    ...hostLines(plan),
    ...durationLines(plan),
    ...memoryLines(plan),
    ...diskLines(plan),
  ]
  return lines.map(printable)
}

const NAME_CHARS = 12

/** The first line has the name of the fact, the others stand below it. */
function facts(name: string, texts: readonly string[]): string[] {
  return texts.map((text, at) => `  ${(at === 0 ? name : '').padEnd(NAME_CHARS)}${text}`)
}

const number = (count: number): string => Math.round(count).toLocaleString('en')
const counted = (count: number, one: string, many = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : many}`
/** A time as short as those of single requests. */
const shortTime = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : spokenTime(ms))

const nonzero = (parts: ReadonlyArray<readonly [count: number, text: string]>): string =>
  parts.flatMap(([count, text]) => (count > 0 ? [text] : [])).join(', ')

function listLines({ list }: RunPlan): string[] {
  const { entries, pages, duplicates, invalid, excluded, invalidLines, unread, unreadCount } = list
  const kinds: string = nonzero([
    [1, counted(pages, 'page')],
    [duplicates, counted(duplicates, 'duplicate')],
    [invalid, `${number(invalid)} invalid`],
    [excluded, `${number(excluded)} excluded`],
  ])
  return [
    ...facts('list', [`${counted(entries, 'entry', 'entries')}: ${kinds}`]),
    ...facts('', [
      ...invalidLines.map(({ origin, written, invalid: why }) => `${origin}: ${why}: ${written}`),
      ...more(invalid - invalidLines.length, 'invalid line'),
    ]),
    ...facts('not read', [
      ...unread.map((url) => `${url}: its pages are unknown until the run`),
      ...more(unreadCount - unread.length, 'sitemap'),
    ]),
  ]
}

const more = (count: number, what: string): string[] =>
  count > 0 ? [`… and ${counted(count, `more ${what}`)}`] : []

function startText({ run: { kind, startedAt, closedAt }, state }: RunPlan): string {
  switch (state.kind) {
    case 'none':
      return 'with a temporary state: nothing is known from earlier runs, and nothing is kept'
    case 'forgotten':
      return `the first: ${state.path} is forgotten (--fresh)`
    case 'unreadable':
      return `the first: ${state.path} cannot be read, and is set aside`
    case 'older':
      return `${state.path} is of an earlier version, and not looked at before the run has brought it up to date`
    default:
  }
  if (kind === 'first') return `the first: no state at ${state.path}`
  if (kind === 'continued') return `goes on with that of ${startedAt}, which is not over`
  const last = `that of ${startedAt}, which was over after ${tookText(startedAt, closedAt)}`
  return kind === 'failures' ? `goes on with the failures of ${last}` : `the next after ${last}`
}

const tookText = (from: string | null, to: string | null): string =>
  spokenTime(Date.parse(to ?? '') - Date.parse(from ?? ''))

function pageLines({ pages, run }: RunPlan): string[] {
  const { done, fresh, denied, refused, asked, conditional } = pages
  const validators =
    conditional > 0 ? `, ${number(conditional)} of them with validators (ETag, Last-Modified)` : ''
  return [
    ...facts('to ask for', [`${counted(asked, 'page')}${validators}`]),
    ...(done > 0
      ? facts('done', [`${counted(done, 'page')}${run.kind === 'failures' ? '' : ' already'}`])
      : []),
    ...(fresh > 0 ? facts('fresh', [`${counted(fresh, 'page')}: younger than fetch.maxAgeMs`]) : []),
    ...(denied > 0 ? facts('denied', [`${counted(denied, 'page')} by robots.txt`]) : []),
    ...(refused > 0
      ? facts('refused', [`${counted(refused, 'page')} at hosts that want to be left alone for longer`])
      : []),
  ]
}

function robotsLines({ robots }: RunPlan): string[] {
  if (robots === null) return facts('robots', ['is not obeyed (fetch.robots)'])
  const { origins, uncachedOrigins, denied } = robots
  if (origins === 0) return []
  const kept = `kept for ${number(origins - uncachedOrigins)} of ${counted(origins, 'origin')}`
  const rest = uncachedOrigins > 0 ? '; what the others say is unknown until the run' : ''
  return facts('robots', [
    `${kept}${rest}`,
    ...denied.map(({ origin, rule, pages }) => `${origin} denies ${counted(pages, 'page')} by "${rule}"`),
  ])
}

function hostLines({ hosts: { count, longest } }: RunPlan): string[] {
  if (count === 0) return []
  return facts('hosts', [
    counted(count, 'host'),
    ...longest.map((host) => `${host.host}: ${hostText(host)}`),
    ...more(count - longest.length, 'host'),
  ])
}

function hostText(host: PlannedHost): string {
  const { pages, ms, slots, intervalMs, learnedMs, pauseMs, fetchMs, fetchFrom } = host
  const isAssumed = fetchFrom === 'assumed'
  const each = `${shortTime(fetchMs)} each${isAssumed ? ' (assumed)' : fetchFrom === 'others' ? ' (as at the others)' : ''}`
  const pace =
    intervalMs > 0
      ? `${perSecond(1100 * (intervalMs / 1000))} (one every ${shortTime(intervalMs)}, ${whose(host)}, and up to a fifth more)`
      : `${slots} at once, ${each}`
  const notes = [
    ...(learnedMs > 0 ? [`at first one every ${shortTime(learnedMs)}, as was learned`] : []),
    ...(pauseMs > 0 ? [`after a pause of ${spokenTime(pauseMs)}`] : []),
  ]
  return `${counted(pages, 'page')} at ${[pace, ...notes].join(', ')} = ${spokenTime(ms)}`
}

const whose = ({ intervalFrom }: PlannedHost): string =>
  intervalFrom === 'robots' ? 'as its robots.txt wants' : 'as configured'

const perSecond = (ms: number): string => `${Number((1000 / ms).toPrecision(2))}/s`

const BOUNDS: Readonly<Record<RunPlan['duration']['boundBy'], string>> = {
  host: 'the longest host',
  slots: 'fetch.concurrency',
  analysis: 'the analysis',
  'main-thread': 'the main thread',
  merge: 'the merge at its end',
  start: 'its start',
}

function durationLines({ duration, hosts, pages, list, robots }: RunPlan): string[] {
  const { ms, boundBy, assumed, maxRuntimeMs, parts } = duration
  const [longest] = hosts.longest
  const what = boundBy === 'host' && longest !== undefined ? longest.host : BOUNDS[boundBy]
  const merge = parts.mergeMs >= 1000 ? `; ${spokenTime(parts.mergeMs)} of it for the merge` : ''
  const unknown = list.unreadCount > 0 ? ', without what is not read yet' : ''
  const stops = maxRuntimeMs !== null && ms > maxRuntimeMs
  return facts('duration', [
    `about ${spokenTime(ms)}, bound by ${what}${merge}${unknown}`,
    ...(stops
      ? [`stopped after ${spokenTime(maxRuntimeMs)} (run.maxRuntimeMs); the next start goes on`]
      : []),
    ...assumedLines(assumed, pages.asked),
    ...(pages.conditional > 0
      ? ['assumed: pages that are asked for with validators have not changed, and need no analysis']
      : []),
    ...((robots?.uncachedOrigins ?? 0) > 0 && pages.asked > 0
      ? ['assumed: no robots.txt that is still unknown wants more time between requests']
      : []),
  ])
}

function assumedLines({ fetchMs, analysisMs }: RunPlan['duration']['assumed'], asked: number): string[] {
  if (asked === 0) return []
  const parts = [
    ...(fetchMs === undefined ? [] : [`${number(fetchMs)} ms to fetch a page`]),
    ...(analysisMs === undefined ? [] : [`${number(analysisMs)} ms to analyse one`]),
  ]
  return parts.length > 0 ? [`assumed: ${parts.join(', ')}, since no earlier run tells`] : []
}

function memoryLines({ memory }: RunPlan): string[] {
  const { bytes, availableBytes, parts } = memory
  const available = availableBytes === undefined ? '' : `; ${spokenSize(availableBytes)} are available`
  const threads = parts.threadBytes > 0 ? `, ${spokenSize(parts.threadBytes)} of it for threads` : ''
  return facts('memory', [`about ${spokenSize(bytes)}${threads}${available}`])
}

const WRITTEN = { state: 'the state and its log', output: 'an output', pages: 'the kept pages' } as const

function diskLines({ disk, duration: { assumed } }: RunPlan): string[] {
  const lines = disk.map(({ folders, needs, neededBytes, freeBytes }) => {
    const parts = needs.map(({ what, bytes }) => `${spokenSize(bytes)} for ${WRITTEN[what]}`).join(', ')
    const free = freeBytes === undefined ? 'what is free is unknown' : `${spokenSize(freeBytes)} free`
    const isShort = freeBytes !== undefined && freeBytes < neededBytes
    return `${folders.join(', ')}: about ${spokenSize(neededBytes)} (${parts}); ${free}${isShort ? ', TOO LITTLE' : ''}`
  })
  const { jsonBytes } = assumed
  return facts('disk', [
    ...lines,
    ...(jsonBytes === undefined
      ? []
      : [`assumed: ${spokenSize(jsonBytes)} for a result, since no earlier run tells`]),
  ])
}
