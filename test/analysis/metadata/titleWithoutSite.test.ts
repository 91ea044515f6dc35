import { expect, test } from 'vitest'
import { titleWithoutSite } from '../../../src/analysis/metadata/titleWithoutSite.ts'

const site = { name: 'milljournal', host: 'millexample', label: 'mill' }
const cut = (title: string, ...names: string[]) => titleWithoutSite(title, site, names)

test('the name of the site is no part of a title', () => {
  expect(cut('Bread at home | Mill Journal')).toBe('Bread at home')
  expect(cut('Mill Journal: Bread at home')).toBe('Bread at home')
  expect(cut('Bread at home - Recipes - The Mill')).toBe('Bread at home - Recipes')
  expect(cut('Bread at home » mill.example')).toBe('Bread at home')
})

test('what else stands between separators stays', () => {
  expect(cut('Bread: a guide | part 2')).toBe('Bread: a guide | part 2')
  expect(cut('well-known wheels')).toBe('well-known wheels')
})

test('a name the page has elsewhere is the title when it is its beginning', () => {
  expect(cut('Bread – at home | Recipes | Baking', 'Bread at home')).toBe('Bread at home')
  expect(cut('Bread at home and away', 'Bread at home')).toBe('Bread at home and away')
})

test('a title that is the name of the site stays', () => {
  expect(cut('Mill Journal')).toBe('Mill Journal')
  expect(cut('Mill Journal | Mill')).toBe('Mill Journal')
  expect(cut('')).toBe('')
})
