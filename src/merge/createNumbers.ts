import type { GiveWay } from '../config/giveWay.ts'

type NumberArray = Uint8Array | Uint32Array | Float64Array

/** A list of numbers of one size that grows without being copied. */
interface Numbers<Held extends NumberArray> {
  readonly length: number
  push(value: number): void
  /** All of them in one piece. The list is empty afterwards: at no time is all of it there twice. */
  taken(giveWay: GiveWay): Promise<Held>
}

const CHUNK = 65_536

export const createBytes = (): Numbers<Uint8Array> => createNumbers((length) => new Uint8Array(length))
export const createWholeNumbers = (): Numbers<Uint32Array> =>
  createNumbers((length) => new Uint32Array(length))
export const createDoubles = (): Numbers<Float64Array> => createNumbers((length) => new Float64Array(length))

function createNumbers<Held extends NumberArray>(create: (length: number) => Held): Numbers<Held> {
  let chunks: Held[] = []
  let last = create(0)
  let length = 0
  return {
    get length() {
      return length
    },
    push(value) {
      const within = length % CHUNK
      if (within === 0) {
        last = create(CHUNK)
        chunks.push(last)
      }
      last[within] = value
      length += 1
    },
    async taken(giveWay) {
      const whole = create(length)
      const given = chunks.reverse()
      chunks = []
      last = create(0)
      for (let at = 0; at < length; at += CHUNK) {
        const chunk = given.pop()
        if (chunk !== undefined) whole.set(chunk.subarray(0, length - at), at)
        await giveWay()
      }
      length = 0
      return whole
    },
  }
}
