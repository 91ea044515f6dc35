/** How many of the ascending values are not above `value`. */
export function countUpTo(ascending: Float64Array, value: number): number {
  let from = 0
  let to = ascending.length
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((ascending[middle] ?? 0) <= value) from = middle + 1
    else to = middle
  }
  return from
}
