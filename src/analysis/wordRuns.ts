/** What a run of characters consists of: letters with their marks, digits, or both. */
export const letters = 1
export const digits = 2
export const wordCharacters = 3
export type RunKind = typeof letters | typeof digits | typeof wordCharacters

/** A table says what is below; most words of many languages need nothing else. */
const tableSize = 0x250
const table = kindTable()

/** Bounded, for an unbounded run of a million letters would outgrow the stack of the regular expression. */
const runs: Readonly<Record<RunKind, RegExp>> = {
  [letters]: /[\p{L}\p{M}]{1,1000}/uy,
  [digits]: /\p{N}{1,1000}/uy,
  [wordCharacters]: /[\p{L}\p{N}\p{M}]{1,1000}/uy,
}

function kindTable(): Uint8Array {
  const kinds = new Uint8Array(tableSize)
  const characters = String.fromCharCode(...kinds.keys())
  for (const { index } of characters.matchAll(/[\p{L}\p{M}]/gu)) kinds[index] = letters
  for (const { index } of characters.matchAll(/\p{N}/gu)) kinds[index] = digits
  return kinds
}

/** Where the run of a kind that begins at a place ends; the place itself where none begins. */
export function runEnd(text: string, start: number, kind: RunKind): number {
  let at = start
  while (at < text.length) {
    const unit = text.charCodeAt(at)
    if (unit < tableSize) {
      if (((table[unit] ?? 0) & kind) === 0) return at
      at++
      continue
    }
    if (isPunctuation(unit)) return at
    const run = runs[kind]
    run.lastIndex = at
    if (!run.test(text)) return at
    at = run.lastIndex
  }
  return at
}

/** Unicode's block of general punctuation has no letter that words are made of. */
function isPunctuation(unit: number): boolean {
  return unit >= 0x2000 && unit <= 0x206f
}
