import { expect, test } from 'vitest'
import { createComponents } from '../../../src/merge/duplicates/createComponents.ts'
import { joinSimilar } from '../../../src/merge/duplicates/joinSimilar.ts'

const length = 100

/** 100 texts, each with all before it as candidates. */
async function joined(similarity: (a: number, b: number) => number) {
  const components = createComponents(length)
  const compared: [number, number][] = []
  await joinSimilar(
    {
      places: Uint32Array.from({ length }, (_, place) => place),
      candidatesOf: (rank) => Array.from({ length: rank }, (_, place) => place),
      similarity: (a, b) => {
        compared.push([a, b])
        return similarity(a, b)
      },
      components,
    },
    () => undefined,
  )
  return { components, compared }
}

test('a text is compared in vain with at most 16 others', async () => {
  const { components, compared } = await joined(() => 0.79)
  const byText = Array.from({ length }, (_, text) => compared.filter(([a]) => a === text).length)
  expect(byText).toEqual(Array.from({ length }, (_, text) => Math.min(text, 16)))
  expect(components.of(1)).toBe(1)
})

test('texts that are joined already are not compared', async () => {
  const { components, compared } = await joined(() => 0.8)
  expect(compared).toEqual(Array.from({ length: length - 1 }, (_, i) => [i + 1, 0]))
  expect(components.of(length - 1)).toBe(0)
  expect(components.leastHundredths(0)).toBe(80)
})

test('a text can join two sets, which keep the least of what joined them', async () => {
  const similar: Record<string, number> = { '1,0': 0.999, '3,2': 0.876, '4,1': 0.92, '4,2': 0.9 }
  const { components } = await joined((a, b) => similar[`${a},${b}`] ?? 0)
  expect([0, 1, 2, 3, 4, 5].map(components.of)).toEqual([0, 0, 0, 0, 0, 5])
  expect(components.leastHundredths(0)).toBe(87)
})
