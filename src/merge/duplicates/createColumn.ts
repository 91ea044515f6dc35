/** Whole numbers from 0 to 2³² - 1, four bytes each, as many as come. */
export interface Column {
  push(value: number): void
  /** Those that were pushed so far. */
  values(): Uint32Array
}

export function createColumn(): Column {
  let held = new Uint32Array(1024)
  let length = 0
  return {
    push(value) {
      if (length === held.length) {
        const larger = new Uint32Array(length * 2)
        larger.set(held)
        held = larger
      }
      held[length++] = value
    },
    values: () => held.subarray(0, length),
  }
}
