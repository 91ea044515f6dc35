import { finished32, mixed32 } from '../duplicates/hash32.ts'

const leastCells = 2 ** 16
const mostCells = 2 ** 24
/** So that few things share a cell, where there is room. */
const cellsEach = 4
const maxCount = 255
const seeds = [0x2f0b4c47, 0x64d1a9e3] as const

/** Counts things by two numbers of 32 bits, in 32 MB at most however many there are. */
export interface CountSketch {
  add(a: number, b: number): void
  /** At least how often the pair was added, up to 255; more only where others fall into both of its cells. */
  count(a: number, b: number): number
}

/** A count-min sketch (Cormode and Muthukrishnan 2005) of two rows of up to 2²⁴ bytes, for about so many things. */
export function createCountSketch(things: number): CountSketch {
  const wanted = 2 ** Math.ceil(Math.log2(Math.max(1, things * cellsEach)))
  const cells = Math.min(Math.max(wanted, leastCells), mostCells)
  const rows = seeds.map((seed) => ({ seed, counts: new Uint8Array(cells) }))
  const cellOf = (seed: number, a: number, b: number): number =>
    finished32(mixed32(mixed32(seed, a), b)) & (cells - 1)
  return {
    add(a, b) {
      for (const { seed, counts } of rows) {
        const cell = cellOf(seed, a, b)
        const count = counts[cell] ?? 0
        if (count < maxCount) counts[cell] = count + 1
      }
    },
    count(a, b) {
      let least = maxCount
      for (const { seed, counts } of rows) least = Math.min(least, counts[cellOf(seed, a, b)] ?? 0)
      return least
    },
  }
}
