import type { PageCost } from './attemptCost.ts'

/** What is to be asked of a host, and what earlier runs tell of it. */
export interface HostLoad {
  readonly host: string
  /** Pages to be asked for. */
  readonly pages: number
  /** Pages of which it is known what they took, and what they took together. */
  readonly knownPages: number
  readonly fetchMs: number
  readonly turns: number
  /** What the robots.txt of its origins want between two requests. */
  readonly crawlDelayMs: number
  /** Whether a robots.txt of it must be asked for first. */
  readonly needsRobots: boolean
}

/** The loads of all hosts: for each its name and some 50 bytes. */
export interface HostLoads {
  addPage(host: string): void
  addCost(host: string, cost: PageCost): void
  addRobots(host: string, crawlDelayMs: number | undefined): void
  readonly size: number
  /** In the order in which they were first named. */
  all(): Generator<HostLoad>
}

const COLUMN = { pages: 0, knownPages: 1, fetchMs: 2, turns: 3, crawlDelayMs: 4, needsRobots: 5 } as const
const WIDTH = 6

export function createHostLoads(): HostLoads {
  const places = new Map<string, number>()
  let cells = new Float64Array(64 * WIDTH)

  const placeOf = (host: string): number => {
    const known = places.get(host)
    if (known !== undefined) return known
    const place = places.size * WIDTH
    if (place >= cells.length) {
      const larger = new Float64Array(2 * cells.length)
      larger.set(cells)
      cells = larger
    }
    places.set(unpinned(host), place)
    return place
  }
  const cell = (place: number, column: keyof typeof COLUMN): number => cells[place + COLUMN[column]] ?? 0
  const add = (place: number, column: keyof typeof COLUMN, amount: number): void => {
    cells[place + COLUMN[column]] = cell(place, column) + amount
  }
  return {
    addPage: (host) => add(placeOf(host), 'pages', 1),
    addCost(host, { fetchMs, turns }) {
      const place = placeOf(host)
      add(place, 'knownPages', 1)
      add(place, 'fetchMs', fetchMs)
      add(place, 'turns', turns)
    },
    addRobots(host, crawlDelayMs) {
      const place = placeOf(host)
      if (crawlDelayMs === undefined) cells[place + COLUMN.needsRobots] = 1
      else cells[place + COLUMN.crawlDelayMs] = Math.max(crawlDelayMs, cell(place, 'crawlDelayMs'))
    },
    get size() {
      return places.size
    },
    *all() {
      for (const [host, place] of places) {
        yield {
          host,
          pages: cell(place, 'pages'),
          knownPages: cell(place, 'knownPages'),
          fetchMs: cell(place, 'fetchMs'),
          turns: cell(place, 'turns'),
          crawlDelayMs: cell(place, 'crawlDelayMs'),
          needsRobots: cell(place, 'needsRobots') === 1,
        }
      }
    },
  }
}

/** A copy: a name that was cut out of a URL keeps all of it in memory. */
const unpinned = (name: string): string => Buffer.from(name).toString()
