/** A listed page of a run, by its place in the list of its pages. */
export interface ListedPage {
  /** What it is known by. */
  readonly key: string
  /** What duplicates of it are known by, where that is something else. */
  readonly otherKeys?: readonly string[]
  /** False for a page without a result yet. */
  readonly hasResult: boolean
}

/** Places of one page in the two runs; undefined where it is not listed. */
export interface PagePair {
  readonly before: number | undefined
  readonly after: number | undefined
}

/** The pages of both runs by what they are known by: those of the later run in its order, then what only the earlier one has, in its own. */
export function pagePairs(before: readonly ListedPage[], after: readonly ListedPage[]): PagePair[] {
  const placeByKey = new Map<string, number>()
  // A page's own key is worth more than that of a duplicate of another.
  for (const [place, { key }] of before.entries()) placeByKey.set(key, place)
  for (const [place, { otherKeys = [] }] of before.entries()) {
    for (const key of otherKeys) if (!placeByKey.has(key)) placeByKey.set(key, place)
  }
  const isFound = new Uint8Array(before.length)
  const pairs = after.map((page, place): PagePair => {
    const found = placeOf(page, placeByKey)
    if (found !== undefined) isFound[found] = 1
    return { before: found, after: place }
  })
  for (const place of before.keys()) if (isFound[place] === 0) pairs.push({ before: place, after: undefined })
  return pairs
}

function placeOf(
  { key, otherKeys = [] }: ListedPage,
  placeByKey: ReadonlyMap<string, number>,
): number | undefined {
  return [key, ...otherKeys].map((one) => placeByKey.get(one)).find((place) => place !== undefined)
}
