/** MurmurHash3 (Appleby; x86, 32 bits) of a text's UTF-16 code units, as a signed number. Two seeds make two hashes. */
export function hash32(text: string, seed: number): number {
  let state = seed
  let i = 1
  for (; i < text.length; i += 2) {
    state = mixed32(state, text.charCodeAt(i - 1) | (text.charCodeAt(i) << 16))
  }
  if (i === text.length) state = mixed32(state, text.charCodeAt(i - 1))
  return finished32(state ^ (text.length * 2))
}

/** Its step that takes in a block. */
export function mixed32(state: number, block: number): number {
  let k = Math.imul(block, 0xcc9e2d51)
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
  const turned = state ^ k
  return (Math.imul((turned << 13) | (turned >>> 19), 5) + 0xe6546b64) | 0
}

/** Its last step, after which each bit depends on every other. */
export function finished32(state: number): number {
  let h = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
