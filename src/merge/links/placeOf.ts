/** Where a value stands, or would stand, among rising ones. */
export function placeOf(value: number, rising: ArrayLike<number>): number {
  let low = 0
  let high = rising.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((rising[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
