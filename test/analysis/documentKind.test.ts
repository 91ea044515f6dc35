import { expect, test } from 'vitest'
import { documentKind } from '../../src/analysis/documentKind.ts'

test('the kind of a document is what its media type says', () => {
  expect(documentKind('Text/HTML; charset=utf-8', '')).toBe('html')
  expect(documentKind('application/xhtml+xml', '')).toBe('xhtml')
  expect(documentKind('text/plain', '<p>')).toBe('plain')
  expect(documentKind('application/rss+xml', '<rss/>')).toBe('xml')
})

test('XML whose root is html is XHTML', () => {
  expect(documentKind('text/xml', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">')).toBe(
    'xhtml',
  )
})

test('without a media type the kind is what the text looks like', () => {
  expect(documentKind('', '\n<!DOCTYPE html>')).toBe('html')
  expect(documentKind('', '<?xml version="1.0"?><feed/>')).toBe('xml')
  expect(documentKind('', 'Dear reader, 1 < 2')).toBe('plain')
})
