import { monthNames } from './monthNames.ts'

const monthsByLanguage: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map(
  Object.entries(monthNames).map(([language, names]) => [language, new Map(entriesOf(names))]),
)

/** Where two languages mean different months by one word, the one that comes first in the table is right. */
const monthsOfAll: ReadonlyMap<string, number> = new Map(
  Object.values(monthNames).reverse().flatMap(entriesOf),
)

function entriesOf(names: string): [string, number][] {
  return names.split(' ').flatMap((spellings, index) => {
    return spellings.split('/').map((spelling): [string, number] => [spelling, index + 1])
  })
}

/** The month, 1 to 12, that a word names: in the page's language if it can, else in any; null when it names none. */
export function monthOf(word: string, language: string | null): number | null {
  const name = word.toLowerCase().replace(/\.$/, '')
  return monthsByLanguage.get(language ?? '')?.get(name) ?? monthsOfAll.get(name) ?? null
}
