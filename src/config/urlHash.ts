const { charCodeAt } = String.prototype

/**
 * A 53-bit hash of a URL, the same in every process: a whole number that is exact as a double. Two 32-bit lanes read two UTF-16
 * code units at a time, one mixed as in MurmurHash3 (Appleby), one as in xxHash32 (Collet): 32 bits of the first stand above 21
 * of the second. Made to tell URLs apart, not to withstand who looks for two that collide.
 */
export function urlHash(url: string): number {
  const { length } = url
  let high = 0x2f6e2b1d
  let low = 0x165667b1
  for (let at = 0; at < length; at += 2) {
    const next = at + 1 < length ? charCodeAt.call(url, at + 1) : 0
    const pair = charCodeAt.call(url, at) | (next << 16)
    const turned = Math.imul(pair, 0xcc9e2d51)
    high ^= Math.imul((turned << 15) | (turned >>> 17), 0x1b873593)
    high = (Math.imul((high << 13) | (high >>> 19), 5) + 0xe6546b64) | 0
    low = (low + Math.imul(pair, 0xc2b2ae3d)) | 0
    low = Math.imul((low << 17) | (low >>> 15), 0x27d4eb2f)
  }
  return murmurEnd(high ^ length) * 0x20_0000 + (xxEnd((low + length) | 0) >>> 11)
}

function murmurEnd(lane: number): number {
  let mixed = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

function xxEnd(lane: number): number {
  let mixed = Math.imul(lane ^ (lane >>> 15), 0x85ebca77)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae3d)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
