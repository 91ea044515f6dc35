import { urlHash } from '../config/urlHash.ts'
import { attemptCost } from '../forecast/attemptCost.ts'
import { type Costs, createCosts } from '../forecast/createCosts.ts'
import { createHostLoads, type HostLoads } from '../forecast/createHostLoads.ts'
import { createKeySet } from '../forecast/createKeySet.ts'
import { createListTally, type ListTally } from '../forecast/createListTally.ts'
import { inputEntries } from '../source/inputEntries.ts'
import type { ForeseenPage } from '../store/foresight.ts'
import type { AttemptRecord, PageEntry, ScraperConfig } from '../types.ts'
import { createPlannedRobots, type PlannedVerdict } from './plannedRobots.ts'
import type { PlannedStateView } from './plannedState.ts'
import type { PlannedRules, RunPlan } from './runPlan.ts'

/** What a list holds, and what is known of its pages. */
export interface PlannedList {
  readonly counts: ListTally['counts']
  readonly invalidLines: ListTally['invalidLines']
  /** Sitemaps and feeds that were not read, being on the web; the first few. */
  readonly unread: readonly string[]
  readonly unreadCount: number
  readonly pages: Omit<RunPlan['pages'], 'refused'>
  /** Pages to be asked for of which the state has no result. */
  readonly newPages: number
  readonly rules: PlannedRules | null
  readonly loads: HostLoads
  readonly costs: Costs
  addSample(attempts: readonly AttemptRecord[]): void
}

/** The state is looked at for so many pages at a time, so that a list that comes slowly never holds it. */
const PAGES_A_LOOK = 4096
const SHOWN_LISTS = 5

/** Reads the whole list, a part at a time; of a page some ten bytes stay in memory. Errors as `inputEntries`. */
export async function readPlannedList(
  config: ScraperConfig,
  view: PlannedStateView,
  stdin: NodeJS.ReadableStream,
  now: number,
): Promise<PlannedList> {
  const { input, source } = config
  const tally = createListTally()
  const weighing = createWeighing(config, view, now)
  const lists = [...source.sitemaps, ...source.feeds]
  let unreadCount = lists.length
  const entries = inputEntries({
    inputs: input,
    source: { ...source, sitemaps: [], feeds: [] },
    stdin: stdin as AsyncIterable<Uint8Array>,
    readUrl: async (url) => {
      unreadCount += 1
      if (lists.length < SHOWN_LISTS) lists.push(url)
      return listOfNothing()
    },
    // The run will say it.
    warn() {},
    tell() {},
  })
  let pages: PageEntry[] = []
  for await (const group of entries) {
    for (const entry of group) {
      const page = tally.add(entry)
      if (page !== undefined) pages.push(page)
    }
    if (pages.length < PAGES_A_LOOK) continue
    await weighing.weigh(pages)
    pages = []
  }
  await weighing.weigh(pages)
  const { counts, invalidLines } = tally
  return { ...weighing.found(), counts, invalidLines, unread: lists.slice(0, SHOWN_LISTS), unreadCount }
}

/** A list without a byte would be one that cannot be read. */
async function* listOfNothing(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('<urlset/>')
}

type Weighed = Omit<PlannedList, 'counts' | 'invalidLines' | 'unread' | 'unreadCount'>

/** Puts each page where it belongs: done, fresh, denied, or to be asked for at its host. */
function createWeighing({ fetch, output }: ScraperConfig, view: PlannedStateView, now: number) {
  const pages = { done: 0, fresh: 0, denied: 0, asked: 0, conditional: 0 }
  const loads = createHostLoads()
  const costs = createCosts()
  const robots = createPlannedRobots(fetch.userAgent, now)
  const rules = createRulesTally()
  let newPages = 0

  const ask = (page: PageEntry, known: ForeseenPage | undefined, verdict: PlannedVerdict | null): void => {
    if (verdict !== null) rules.add(originOf(page), verdict)
    if (verdict?.kind === 'denied') {
      pages.denied += 1
      return
    }
    pages.asked += 1
    loads.addPage(page.host)
    if (verdict !== null)
      loads.addRobots(page.host, verdict.kind === 'allowed' ? verdict.crawlDelayMs : undefined)
    if (known === undefined) newPages += 1
    // Where pages are kept, each is wanted whole.
    if (known?.isConditional && output.savePages === null) pages.conditional += 1
  }
  const weighOne = (page: PageEntry, known: ForeseenPage | undefined): void => {
    const cost = known && attemptCost(known.attempts)
    if (cost !== undefined) {
      costs.add(cost)
      loads.addCost(page.host, cost)
    }
    if (known !== undefined && known.place !== 'asked') pages[known.place] += 1
    else ask(page, known, fetch.robots ? robots.verdict(originOf(page), page.url) : null)
  }
  return {
    async weigh(some: readonly PageEntry[]): Promise<void> {
      const origins = fetch.robots ? robots.unknown(some.map(originOf)) : []
      const { found, texts } = await view.look((foresight) => ({
        found: foresight.pages(some.map(({ key }) => key)),
        texts: origins.map((origin) => foresight.robots(origin, robots.since)),
      }))
      for (const [at, origin] of origins.entries()) robots.learn(origin, texts[at])
      for (const [at, page] of some.entries()) weighOne(page, found[at])
    },
    found: (): Weighed => ({
      pages,
      newPages,
      rules: fetch.robots ? rules.found() : null,
      loads,
      costs,
      addSample(attempts) {
        const cost = attemptCost(attempts)
        if (cost !== undefined) costs.add(cost)
      },
    }),
  }
}

/** URLs are normalised: their first slash after two belongs to the path. */
const originOf = ({ url }: PageEntry): string => url.slice(0, url.indexOf('/', url.indexOf('//') + 2))

const SHOWN_RULES = 5
const MOST_RULES = 10_000

function createRulesTally() {
  const origins = createKeySet()
  const denied = new Map<string, { readonly origin: string; readonly rule: string; pages: number }>()
  let uncachedOrigins = 0
  return {
    add(origin: string, verdict: PlannedVerdict): void {
      if (origins.add(urlHash(origin)) && verdict.kind === 'unknown') uncachedOrigins += 1
      if (verdict.kind !== 'denied') return
      const name = `${origin} ${verdict.rule}`
      const known = denied.get(name)
      if (known !== undefined) known.pages += 1
      else if (denied.size < MOST_RULES) denied.set(name, { origin, rule: verdict.rule, pages: 1 })
    },
    found: (): PlannedRules => ({
      origins: origins.size,
      uncachedOrigins,
      denied: [...denied.values()].sort((a, b) => b.pages - a.pages).slice(0, SHOWN_RULES),
    }),
  }
}
