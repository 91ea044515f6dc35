import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withHead } from '../../src/source/withHead.ts'
import { arriving } from './entriesOf.ts'

describe('the beginning of a stream', () => {
  test('is read as far as it is needed, and no byte is lost', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ maxLength: 20 }),
        fc.integer({ min: 1, max: 5 }),
        fc.nat(25),
        async (text, size, needed) => {
          const all = Buffer.from(text)
          const { head, bytes } = await withHead(arriving(all, size), ({ length }) => length >= needed)
          const pieces: Uint8Array[] = []
          for await (const piece of bytes) pieces.push(piece)
          expect(head.length).toBeGreaterThanOrEqual(Math.min(needed, all.length))
          expect(head.length).toBeLessThan(needed + size)
          expect(Buffer.concat(pieces)).toEqual(all)
        },
      ),
    )
  })

  test('leaves the stream closed when nobody wants the rest', async () => {
    let isClosed = false
    async function* stream(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield Buffer.from('x')
      } finally {
        isClosed = true
      }
    }
    const { bytes } = await withHead(stream(), ({ length }) => length >= 2)
    await bytes.return?.()
    expect(isClosed).toBe(true)
    expect(await bytes.next()).toEqual({ done: true, value: undefined })
  })
})
