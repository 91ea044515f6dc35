import { describe, expect, test } from 'vitest'
import { contentKind, declaredEncoding, isBlank, tellsKind } from '../../src/source/contentKind.ts'

describe('a list without a telling name', () => {
  test.each([
    ['https://a.example/\n', 'text'],
    ['# <urlset>\n', 'text'],
    ['', 'text'],
    ['<https://a.example/>', 'text'],
    ['\uFEFF\n <?xml version="1.0"?>', 'markup'],
    ['<!doctype html>', 'markup'],
    [' {"url":"x"}', 'json'],
    ['["x"]', 'text'],
  ])('that begins with %j is %s', (beginning, kind) => {
    expect(contentKind(Buffer.from(beginning))).toBe(kind)
  })

  test.each([
    ['', true],
    ['\uFEFF \n', true],
    [' # none', false],
  ])('that begins with %j is blank: %s', (beginning, blank) => {
    expect(isBlank(Buffer.from(beginning))).toBe(blank)
  })

  test('may be UTF-16', () => {
    expect(contentKind(Buffer.from('\uFEFF<rss>', 'utf16le'))).toBe('markup')
  })

  test.each([
    ['', false],
    [' \n', false],
    ['h', true],
    ['{', true],
    ['<?xml ', false],
    ['<?xml ?>', true],
    [' '.repeat(4096), true],
  ])('%j is enough to tell: %s', (beginning, isEnough) => {
    expect(tellsKind(Buffer.from(beginning))).toBe(isEnough)
  })

  test.each([
    ['<?xml version="1.0" encoding="ISO-8859-1"?><rss>', 'ISO-8859-1'],
    ["<?xml version='1.0' encoding = 'utf-8' ?>", 'utf-8'],
    ['<?xml version="1.0"?><rss encoding="x">', undefined],
    ['<rss>', undefined],
  ])('%s declares the encoding %s', (beginning, label) => {
    expect(declaredEncoding(Buffer.from(beginning))).toBe(label)
  })
})
