/** One member that both lists have, by its place in each. */
export interface Anchor {
  readonly before: number
  readonly after: number
}

/** As many as possible of the members that stand once in each of two lists and follow one another in both (patience diff). */
export function anchors(before: readonly string[], after: readonly string[]): Anchor[] {
  const places = singlePlaces(after)
  const pairs = [...singlePlaces(before)].flatMap(([member, place]): Anchor[] => {
    const other = places.get(member)
    return other === undefined ? [] : [{ before: place, after: other }]
  })
  return longestRise(pairs)
}

/** Where the members stand that stand there once, in their order. */
function singlePlaces(list: readonly string[]): Map<string, number> {
  const places = new Map<string, number>()
  const repeated = new Set<string>()
  for (const [place, member] of list.entries()) {
    if (places.has(member)) repeated.add(member)
    else places.set(member, place)
  }
  for (const member of repeated) places.delete(member)
  return places
}

/** The longest chain of pairs, ordered by their first place, in which the second ones rise too. */
function longestRise(pairs: readonly Anchor[]): Anchor[] {
  /** The pair that ends the chain of each length with the lowest place so far. */
  const ends: number[] = []
  const previous: (number | undefined)[] = []
  const placeAt = (length: number): number => pairs[ends[length] ?? 0]?.after ?? 0
  for (const [number, { after }] of pairs.entries()) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (placeAt(middle) < after) low = middle + 1
      else high = middle
    }
    previous[number] = ends[low - 1]
    ends[low] = number
  }
  const chain: Anchor[] = []
  for (let number = ends.at(-1); number !== undefined; number = previous[number]) {
    const pair = pairs[number]
    if (pair !== undefined) chain.push(pair)
  }
  return chain.reverse()
}
