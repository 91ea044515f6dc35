/** Sums by the place of a page, for as many pages as one is compared with: a small table, which stays near the processor. */
export interface Products {
  /** Makes all sums 0, and room for so many. */
  clear(room: number): void
  add(place: number, product: number): void
  /** How many places were added to, and the one that came as number `at`. */
  readonly length: number
  placeAt(at: number): number
  productAt(at: number): number
}

const leastBits = 4

/** A hash table with open addressing, at most half full, by Fibonacci hashing (Knuth, volume 3, 6.4). It says where the sums are, which lie together. */
export function createProducts(): Products {
  let bits = leastBits
  /** Where the sum is + 1, so that 0 is a free slot. */
  let table = new Uint32Array(2 ** bits)
  let places = new Uint32Array(2 ** bits)
  let sums = new Float64Array(2 ** bits)
  let length = 0
  const slotOf = (place: number): number => {
    let slot = Math.imul(place, 0x9e3779b1) >>> (32 - bits)
    for (let at = table[slot] ?? 0; at !== 0 && places[at - 1] !== place; at = table[slot] ?? 0) {
      slot = (slot + 1) & (table.length - 1)
    }
    return slot
  }
  return {
    clear(room) {
      length = 0
      if (2 * room <= table.length) {
        table.fill(0)
        return
      }
      bits = Math.ceil(Math.log2(2 * room))
      table = new Uint32Array(2 ** bits)
      places = new Uint32Array(2 ** bits)
      sums = new Float64Array(2 ** bits)
    },
    add(place, product) {
      const slot = slotOf(place)
      const at = table[slot] ?? 0
      if (at !== 0) {
        sums[at - 1] = (sums[at - 1] ?? 0) + product
        return
      }
      places[length] = place
      sums[length] = product
      length += 1
      table[slot] = length
    },
    get length() {
      return length
    },
    placeAt: (at) => places[at] ?? 0,
    productAt: (at) => sums[at] ?? 0,
  }
}
