import { describe, expect, test } from 'vitest'
import { createPageBuffer } from '../../src/schedule/pageBuffer.ts'

describe('the buffer', () => {
  test('has room until its bytes or its pages reach the bound', () => {
    const buffer = createPageBuffer({ maxBytes: 100, maxPages: 3 })
    buffer.add(99)
    expect(buffer.hasRoom()).toBe(true)
    buffer.add(1)
    expect(buffer.hasRoom()).toBe(false)
    buffer.release(99)
    expect(buffer.hasRoom()).toBe(true)
    buffer.add(0)
    buffer.add(0)
    expect([buffer.pages, buffer.hasRoom()]).toEqual([3, false])
  })

  test('measures by how much it was passed', () => {
    const buffer = createPageBuffer({ maxBytes: 100, maxPages: 9 })
    buffer.add(90)
    buffer.add(50)
    buffer.release(140)
    expect([buffer.bytes, buffer.maxBytes, buffer.overshootBytes]).toEqual([0, 140, 40])
  })
})
