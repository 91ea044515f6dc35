import { expect, test } from 'vitest'
import { baseUrl } from '../../src/analysis/baseUrl.ts'
import { partsOf } from './support/partsOf.ts'

const page = 'https://mill.example/a/b?c'
const baseOf = (markup: string) => baseUrl(partsOf(markup).notable, page)

test('references are relative to the first base, else to the page', () => {
  expect(baseOf('<base target=x><base href="/x/"><base href="/y/">')).toBe('https://mill.example/x/')
  expect(baseOf('<base href="http://[">')).toBe(page)
  expect(baseOf('<p>')).toBe(page)
})

test('a base that is too long to be an address is none', () => {
  expect(baseOf(`<base href="/${'x'.repeat(1000)}/">`)).toBe(`https://mill.example/${'x'.repeat(1000)}/`)
  expect(baseOf(`<base href="/${'x'.repeat(3000)}/">`)).toBe(page)
})
