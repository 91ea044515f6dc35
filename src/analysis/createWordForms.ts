/** The distinct words of a text, numbered in the order in which they are first met. */
export interface WordForms {
  /** The number of the word that stands between two places of the text. */
  between(start: number, end: number): number
  /** The number of a word that is at hand as a text of its own. */
  of(word: string): number
  readonly forms: readonly string[]
}

/** Room for the words of a short page; it grows with them. */
const startPlaces = 512

/**
 * Knows a word that was met before by its characters where they stand in the text, and makes nothing for it: most words of a text are
 * such. Open addressing over FNV-1a (Fowler, Noll and Vo), by UTF-16 units.
 */
export function createWordForms(text: string): WordForms {
  const forms: string[] = []
  /** Where each form was met first, or -1, and its hash. */
  const starts: number[] = []
  const hashes: number[] = []
  /** At each place the number of a form and 1, or 0. */
  let places = new Uint32Array(startPlaces)
  /** What was at hand as a text of its own. */
  const others = new Map<string, number>()

  function isAt(form: number, start: number, length: number): boolean {
    const known = starts[form] as number
    if ((forms[form] as string).length !== length) return false
    for (let at = 0; at < length; at++)
      if (text.charCodeAt(known + at) !== text.charCodeAt(start + at)) return false
    return true
  }

  function freePlace(hash: number): number {
    let place = hash & (places.length - 1)
    while (places[place] !== 0) place = (place + 1) & (places.length - 1)
    return place
  }

  function grow(): void {
    places = new Uint32Array(2 * places.length)
    for (let form = 0; form < hashes.length; form++)
      if (starts[form] !== -1) places[freePlace(hashes[form] as number)] = form + 1
  }

  function add(word: string, start: number, hash: number): number {
    forms.push(word)
    starts.push(start)
    hashes.push(hash)
    return forms.length - 1
  }

  return {
    forms,
    between(start, end) {
      let hash = 0x811c9dc5 | 0
      for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
      const mask = places.length - 1
      let place = hash & mask
      for (let found = places[place] as number; found !== 0; found = places[place] as number) {
        if (hashes[found - 1] === hash && isAt(found - 1, start, end - start)) return found - 1
        place = (place + 1) & mask
      }
      const form = add(text.slice(start, end), start, hash)
      places[place] = form + 1
      if (2 * forms.length > places.length) grow()
      return form
    },
    of(word) {
      let form = others.get(word)
      if (form === undefined) {
        form = add(word, -1, 0)
        others.set(word, form)
      }
      return form
    },
  }
}
