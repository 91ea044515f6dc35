import type { ShingleSet } from './shingleSet.ts'

/** The Jaccard similarity of two sets: the share of what both have in what either has. That of two empty ones is 0. */
export function jaccard(a: ShingleSet, b: ShingleSet): number {
  let common = 0
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const difference = (a[i] ?? 0) - (b[j] ?? 0)
    if (difference === 0) common++
    if (difference <= 0) i++
    if (difference >= 0) j++
  }
  const all = a.length + b.length - common
  return all === 0 ? 0 : common / all
}
