const { charCodeAt } = String.prototype

/** MurmurHash3 (Appleby; x86, 32 bits) of a text's UTF-16 code units, two to a block, and its steps. */
export function murmurHash(text: string): number {
  const { length } = text
  let state = 0
  let i = 1
  for (; i < length; i += 2) {
    state = mixed(state, charCodeAt.call(text, i - 1) | (charCodeAt.call(text, i) << 16))
  }
  if (i === length) state = mixed(state, charCodeAt.call(text, i - 1))
  return finished(state ^ (length * 2))
}

/** The step that takes in a block. For one state no two blocks give the same, nor two states for one block. */
export function mixed(state: number, block: number): number {
  let k = Math.imul(block, 0xcc9e2d51)
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
  const turned = state ^ k
  return (Math.imul((turned << 13) | (turned >>> 19), 5) + 0xe6546b64) | 0
}

/** The last step, after which each bit depends on every other. */
export function finished(state: number): number {
  let h = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
