import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodedText } from '../../src/analysis/decodeText.ts'
import { bytes } from './support/analysed.ts'

describe('the text of a body', () => {
  test('has no byte order mark', () => {
    expect(decodedText(bytes('\ufeffa'), 'utf-8')).toBe('a')
    expect(decodedText(new Uint8Array([0xff, 0xfe, 0x61, 0]), 'utf-16le')).toBe('a')
  })

  test('is right where legacy encodings are subtle', () => {
    expect(decodedText(new Uint8Array([0x80, 0x93, 0x94]), 'windows-1252')).toBe('€“”')
    expect(decodedText(new Uint8Array([0x93, 0xfa, 0x96, 0x7b]), 'shift_jis')).toBe('日本')
    expect(decodedText(new Uint8Array([0x81, 0x41]), 'euc-kr')).toBe('갂')
    expect(decodedText(new Uint8Array([0xa4, 0xa4, 0xa4, 0xe5]), 'big5')).toBe('中文')
  })

  test('has U+FFFD for what cannot be decoded, and no lone surrogates', () => {
    expect(decodedText(new Uint8Array([0x61, 0xff, 0x62]), 'utf-8')).toBe('a\ufffdb')
    const names = fc.constantFrom('utf-8', 'utf-16le', 'shift_jis', 'gb18030', 'windows-1252', 'iso-2022-jp')
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), names, (body, name) => {
        expect(decodedText(body, name).isWellFormed()).toBe(true)
      }),
    )
  })
})
