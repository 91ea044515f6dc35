/** The place of the first text with the same 64 bits of hash: `place` itself for the first one. */
export type FirstText = (low: number, high: number, place: number) => number

/** Shards grow one by one, so that none holds the event loop for more than some milliseconds. */
const shardBits = 5
const startSlots = 64
/** Of a slot: a place and 1, or 0 where it is free, and its hash. */
const cells = 3

/** Remembers texts by their hashes: 18 to 36 bytes for each that differs from all before, nothing for the others. */
export function createFirstTexts(): FirstText {
  const shards = Array.from({ length: 2 ** shardBits }, () => new Uint32Array(cells * startSlots))
  const used = new Uint32Array(shards.length)
  return (low, high, place) => {
    const number = low >>> (32 - shardBits)
    const shard = shards[number] as Uint32Array
    const at = slotOf(shard, low, high)
    const known = shard[at] as number
    if (known !== 0) return known - 1
    put(shard, at, place + 1, low, high)
    used[number] = (used[number] as number) + 1
    if ((used[number] as number) * cells * 3 > 2 * shard.length) shards[number] = grown(shard)
    return place
  }
}

/** Where a hash stands, or would stand. */
function slotOf(shard: Uint32Array, low: number, high: number): number {
  const slots = shard.length / cells
  let slot = high & (slots - 1)
  for (;;) {
    const at = cells * slot
    if (shard[at] === 0 || (shard[at + 1] === low && shard[at + 2] === high)) return at
    slot = (slot + 1) & (slots - 1)
  }
}

function put(shard: Uint32Array, at: number, place: number, low: number, high: number): void {
  shard[at] = place
  shard[at + 1] = low
  shard[at + 2] = high
}

function grown(shard: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * shard.length)
  for (let at = 0; at < shard.length; at += cells) {
    const [place, low, high] = [shard[at] as number, shard[at + 1] as number, shard[at + 2] as number]
    if (place !== 0) put(larger, slotOf(larger, low, high), place, low, high)
  }
  return larger
}
