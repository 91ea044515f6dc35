import { ASSUMED } from './assumptions.ts'
import type { PageCost } from './attemptCost.ts'

/** What pages have taken, over all hosts. */
export interface Costs {
  add(cost: PageCost): void
  /** Means; undefined where no page tells. */
  readonly fetchMs: number | undefined
  readonly turns: number | undefined
  readonly analysisMs: number | undefined
}

export function createCosts(): Costs {
  const sums = { pages: 0, fetchMs: 0, turns: 0, analysed: 0, analysisMs: 0 }
  const mean = (sum: number, count: number): number | undefined => (count === 0 ? undefined : sum / count)
  return {
    add({ fetchMs, turns, analysisMs }) {
      sums.pages += 1
      sums.fetchMs += fetchMs
      sums.turns += turns
      if (analysisMs === undefined) return
      sums.analysed += 1
      sums.analysisMs += analysisMs
    },
    get fetchMs() {
      return mean(sums.fetchMs, sums.pages)
    },
    get turns() {
      return mean(sums.turns, sums.pages)
    },
    get analysisMs() {
      return mean(sums.analysisMs, sums.analysed)
    },
  }
}

/** What a page takes at a host that tells nothing itself: as at the other hosts, or else as is assumed. */
export function usualCost({ fetchMs, turns }: Pick<Costs, 'fetchMs' | 'turns'>) {
  return { fetchMs: fetchMs ?? ASSUMED.fetchMs, turns: turns ?? 1 }
}
