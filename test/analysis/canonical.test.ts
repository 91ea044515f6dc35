import { expect, test } from 'vitest'
import { canonical } from '../../src/analysis/canonical.ts'
import { partsOf } from './support/partsOf.ts'

const canonicalOf = (markup: string) => canonical(partsOf(markup).notable, 'https://mill.example/a/b?c')

test('the canonical URL is absolute, by the base of the page, without fragment', () => {
  expect(canonicalOf('<link rel="Canonical nofollow" href="c#d">')).toBe('https://mill.example/a/c')
  expect(canonicalOf('<base href="/x/"><link rel=canonical href="c">')).toBe('https://mill.example/x/c')
})

test('a canonical link that is empty or leads nowhere is passed over', () => {
  const unusable =
    '<link rel=canonical href=""><link rel=canonical href="http://["><link rel=canonical href="data:,x">'
  expect(canonicalOf(unusable)).toBeNull()
  expect(canonicalOf(`${unusable}<link rel=canonical href="/d">`)).toBe('https://mill.example/d')
})
