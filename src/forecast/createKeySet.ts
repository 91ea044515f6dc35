/** A set of whole numbers from 0 to 2^53, some ten to twenty bytes each. */
export interface KeySet {
  /** False where the number was there already. */
  add(key: number): boolean
  readonly size: number
}

const FIRST_CAPACITY = 1024
const FULL = 0.7

/** Cells hold the number and one, so that a cell of 0 is free; a taken one sends on to the next. */
export function createKeySet(): KeySet {
  let cells = new Float64Array(FIRST_CAPACITY)
  let size = 0

  const put = (key: number): boolean => {
    const mask = cells.length - 1
    const wanted = key + 1
    for (let at = spread(key) & mask; ; at = (at + 1) & mask) {
      const found = cells[at]
      if (found === wanted) return false
      if (found !== 0) continue
      cells[at] = wanted
      return true
    }
  }
  const grow = (): void => {
    const before = cells
    cells = new Float64Array(2 * before.length)
    for (const cell of before) if (cell !== 0) put(cell - 1)
  }
  return {
    add(key) {
      if (!put(key)) return false
      size += 1
      if (size > FULL * cells.length) grow()
      return true
    },
    get size() {
      return size
    },
  }
}

/** 32 bits that depend on all of the number's. */
const spread = (key: number): number =>
  Math.imul((key % 0x1_0000_0000) ^ (key / 0x1_0000_0000), 0x9e3779b1) >>> 7
