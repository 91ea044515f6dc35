import { expect, test } from 'vitest'
import { attempted, firstFound } from '../../../src/analysis/metadata/rule.ts'

const throwing = (): string => {
  throw new Error('a bad rule')
}

test('a rule that throws has found nothing', () => {
  expect(attempted(throwing, {})).toBeNull()
})

test('the first rule that finds something is right, whatever those before it do', () => {
  expect(firstFound([() => null, throwing, () => 'b', () => 'c'], {})).toBe('b')
  expect(firstFound([throwing], {})).toBeNull()
})
