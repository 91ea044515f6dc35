/** Four bits of a number, eight apart. */
const everyEighth = 0x01010101
/** What a byte holds. */
const maxInByte = 255

/** Counts, for each of 32 bits, the numbers that have it set. */
export interface BitVotes {
  add(bits: number): void
  /** The bits that more than half of the numbers have, as an unsigned number. */
  majority(): number
}

/** Four counters share one number, a byte each, and are emptied before they are full: four times as fast as one by one. */
export function createVotes(): BitVotes {
  const counts = new Float64Array(32)
  const packed = new Int32Array(8)
  let added = 0
  let waiting = 0

  function empty(): void {
    for (let bit = 0; bit < 32; bit++) {
      counts[bit] = (counts[bit] ?? 0) + (((packed[bit & 7] ?? 0) >>> (bit & 24)) & maxInByte)
    }
    packed.fill(0)
    added += waiting
    waiting = 0
  }

  return {
    add(bits) {
      for (let i = 0; i < 8; i++) packed[i] = (packed[i] ?? 0) + ((bits >>> i) & everyEighth)
      if (++waiting === maxInByte) empty()
    },
    majority() {
      empty()
      let bits = 0
      for (let bit = 0; bit < 32; bit++) if ((counts[bit] ?? 0) * 2 > added) bits |= 1 << bit
      return bits >>> 0
    },
  }
}
