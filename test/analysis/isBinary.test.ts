import { expect, test } from 'vitest'
import { isBinary } from '../../src/analysis/isBinary.ts'
import { bytes } from './support/analysed.ts'

test('text is not binary, whatever its encoding', () => {
  expect(isBinary(bytes('<p>\tGrüße\r\n\f'))).toBe(false)
  expect(isBinary(new Uint8Array([0xe9, 0x80, 0xff]))).toBe(false)
  expect(isBinary(bytes(''))).toBe(false)
})

test('a control byte or the mark of a known format is binary', () => {
  expect(isBinary(new Uint8Array([0x3c, 0x00]))).toBe(true)
  expect(isBinary(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))).toBe(true)
  expect(isBinary(bytes('%PDF-1.7\n'))).toBe(true)
  expect(isBinary(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))).toBe(true)
})
