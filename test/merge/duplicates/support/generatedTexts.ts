import { seededRandom } from './seededRandom.ts'

/**
 * Texts of 3 to 400 words in families, shuffled: originals with edits from a word in 200 to a word in 10, the pages of one
 * template with words of their own, texts without anything in common, and a few that are the very same.
 */
export function generatedTexts(count: number, seed: number): string[] {
  const random = seededRandom(seed)
  const wordOf = (): string => `w${Math.floor(random() ** 2 * 20_000)}`
  const wordsOf = (length: number): string[] => Array.from({ length }, wordOf)
  const edited = (words: readonly string[], share: number): string[] =>
    words.flatMap((word) => {
      if (random() >= share) return [word]
      const kind = random()
      if (kind < 0.5) return [wordOf()]
      return kind < 0.75 ? [] : [word, wordOf()]
    })

  const texts: string[] = []
  while (texts.length < count) {
    const original = wordsOf(3 + Math.floor(random() ** 2 * 400))
    texts.push(original.join(' '))
    const kind = random()
    const copies = kind < 0.1 ? 30 : Math.floor(random() * 6)
    for (let copy = 0; copy < copies; copy++) {
      if (kind < 0.1) texts.push([...original, ...wordsOf(original.length * random() * 0.5)].join(' '))
      else if (kind < 0.15) texts.push(original.join(' '))
      else if (kind < 0.8) texts.push(edited(original, 0.005 + random() * 0.095).join(' '))
    }
  }
  return texts
    .slice(0, count)
    .map((text) => ({ text, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ text }) => text)
}

/** The shingles of three words of a text in lower case that has single spaces, written out. */
export function shinglesOf(text: string): Set<string> {
  const words = text.split(' ')
  if (words.length < 3) return new Set([text])
  return new Set(words.slice(2).map((_, at) => words.slice(at, at + 3).join(' ')))
}

export function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0
  for (const shingle of a) if (b.has(shingle)) common++
  return common / (a.size + b.size - common)
}
