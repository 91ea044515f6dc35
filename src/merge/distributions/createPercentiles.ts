import type { GiveWay } from '../../config/giveWay.ts'
import type { Percentiles } from '../../types.ts'
import { countUpTo } from './countUpTo.ts'

const runLength = 32_768

/** Keeps the values of all pages, 8 bytes each. */
export interface PercentileCounter {
  add(value: number): void
  /** Null where no value was added. */
  percentiles(giveWay: GiveWay): Promise<Percentiles | null>
}

/**
 * Exact percentiles by the nearest-rank method: the value at rank ⌈p / 100 × n⌉ of the n values in ascending order, so
 * always one that occurs. The values stand in sorted runs that are never merged: no sort holds the event loop for long.
 */
export function createPercentiles(): PercentileCounter {
  const runs: Float64Array[] = []
  let open = new Float64Array(0)
  let used = 0
  let total = 0

  const close = (): void => {
    if (used > 0) runs.push(open.subarray(0, used).sort())
    open = new Float64Array(0)
    used = 0
  }
  return {
    add(value) {
      if (used === runLength) close()
      if (used === open.length) open = grown(open)
      // A sort puts -0 before 0, which are equal; the sum is 0 for both.
      open[used] = value + 0
      used += 1
      total += 1
    },
    async percentiles(giveWay) {
      close()
      if (total === 0) return null
      const at = async (percent: number): Promise<number> => {
        await giveWay()
        return valueAtRank(runs, Math.max(1, Math.ceil((percent * total) / 100)))
      }
      return {
        min: await at(0),
        p10: await at(10),
        p25: await at(25),
        p50: await at(50),
        p75: await at(75),
        p90: await at(90),
        max: await at(100),
      }
    },
  }
}

function grown(values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(Math.min(runLength, Math.max(64, values.length * 2)))
  larger.set(values)
  return larger
}

/** The lowest value of the runs that at least `rank` values are not above. */
function valueAtRank(runs: readonly Float64Array[], rank: number): number {
  const isHighEnough = (value: number): boolean =>
    runs.reduce((sum, run) => sum + countUpTo(run, value), 0) >= rank
  let lowest = Number.POSITIVE_INFINITY
  for (const run of runs) {
    let from = 0
    let to = run.length
    while (from < to) {
      const middle = (from + to) >>> 1
      if (isHighEnough(run[middle] ?? 0)) to = middle
      else from = middle + 1
    }
    lowest = Math.min(lowest, run[from] ?? Number.POSITIVE_INFINITY)
  }
  return lowest
}
