import { expect, test } from 'vitest'
import { PageFailure } from '../../../src/analysis/pageFailure.ts'
import { createAddressBudget } from '../../../src/analysis/structure/addressBudget.ts'
import { structureOf } from './support/structureOf.ts'

test('addresses may be longer than their references by so much, all together', () => {
  const spend = createAddressBudget(10)
  spend('/a/b', 'b')
  spend('/a/b', '/x/../a/b')
  spend('/a/bcdefghi', 'b')
  expect(() => spend('/a/b', '/a/c')).not.toThrow()
  expect(() => spend('/a/bcdefghijkl', 'b')).toThrow(PageFailure)
})

test('a page whose links would outgrow the memory of a thread fails', () => {
  const links = Array.from({ length: 20_000 }, (_, at) => `<a href=${at}>`).join('')
  expect(() => structureOf(links, `https://mill.example/${'x'.repeat(4000)}/`)).toThrow(PageFailure)
})
