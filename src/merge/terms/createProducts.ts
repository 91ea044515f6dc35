/** Sums by the place of a page, for as many pages as one is compared with: a small table, which stays near the processor. */
export interface Products {
  /** Makes all sums 0, and room for so many. */
  clear(room: number): void
  add(place: number, product: number): void
  of(place: number): number
  /** How many places were added to, and the one that came as number `at`. */
  readonly length: number
  placeAt(at: number): number
  productAt(at: number): number
}

const leastBits = 4

/** A hash table with open addressing, at most half full, by Fibonacci hashing (Knuth, volume 3, 6.4). */
export function createProducts(): Products {
  let bits = leastBits
  /** Place + 1, so that 0 is a free slot. */
  let places = new Uint32Array(2 ** bits)
  let sums = new Float64Array(2 ** bits)
  let slots = new Uint32Array(2 ** bits)
  let length = 0
  const slotOf = (place: number): number => {
    let slot = Math.imul(place, 0x9e3779b1) >>> (32 - bits)
    while (places[slot] !== 0 && places[slot] !== place + 1) slot = (slot + 1) & (places.length - 1)
    return slot
  }
  return {
    clear(room) {
      for (let at = 0; at < length; at++) places[slots[at] ?? 0] = 0
      length = 0
      if (2 * room <= places.length) return
      bits = Math.ceil(Math.log2(2 * room))
      places = new Uint32Array(2 ** bits)
      sums = new Float64Array(2 ** bits)
      slots = new Uint32Array(2 ** bits)
    },
    add(place, product) {
      const slot = slotOf(place)
      if (places[slot] !== 0) {
        sums[slot] = (sums[slot] ?? 0) + product
        return
      }
      places[slot] = place + 1
      sums[slot] = product
      slots[length] = slot
      length += 1
    },
    of(place) {
      const slot = slotOf(place)
      return places[slot] === 0 ? 0 : (sums[slot] ?? 0)
    },
    get length() {
      return length
    },
    placeAt: (at) => (places[slots[at] ?? 0] ?? 1) - 1,
    productAt: (at) => sums[slots[at] ?? 0] ?? 0,
  }
}
