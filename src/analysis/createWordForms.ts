/** The words of a text, numbered in the order in which they are first met. */
export interface WordForms {
  /** The number of the word that stands between two places of the text. */
  between(start: number, end: number): number
  /** The number of a word that is at hand as a text of its own. */
  of(word: string): number
  readonly forms: readonly string[]
}

/** Room for the words of a short page; it grows with them. */
const startPlaces = 512
/** Places looked at for one word: a page may be made of words that would all have one. Those without a place are in a map. */
const maxLooks = 16
const full = -1

/**
 * Knows a word that was met before by its characters where they stand in the text, and makes nothing for it: most words of a text are
 * such. Open addressing over FNV-1a (Fowler, Noll and Vo), by UTF-16 units, with a bounded look: the time is by the length of the text.
 */
export function createWordForms(text: string): WordForms {
  const forms: string[] = []
  /** Where each form was met first, or -1, and its hash. */
  const starts: number[] = []
  const hashes: number[] = []
  /** At each place the number of a form and 1, or 0. */
  let places = new Uint32Array(startPlaces)
  /** What was at hand as a text of its own, or has no place. */
  const others = new Map<string, number>()

  function isAt(form: number, start: number, length: number): boolean {
    const known = starts[form] as number
    if ((forms[form] as string).length !== length) return false
    for (let at = 0; at < length; at++)
      if (text.charCodeAt(known + at) !== text.charCodeAt(start + at)) return false
    return true
  }

  function freePlace(hash: number): number {
    const mask = places.length - 1
    for (let look = 0; look < maxLooks; look++) {
      const place = (hash + look) & mask
      if (places[place] === 0) return place
    }
    return full
  }

  function putAway(form: number, hash: number): void {
    const place = freePlace(hash)
    if (place === full) others.set(forms[form] as string, form)
    else places[place] = form + 1
  }

  function grow(): void {
    places = new Uint32Array(2 * places.length)
    for (let form = 0; form < forms.length; form++)
      if (starts[form] !== -1) putAway(form, hashes[form] as number)
  }

  /** The number of the word with this hash that has a place, or -1. */
  function placed(start: number, length: number, hash: number): number {
    const mask = places.length - 1
    for (let look = 0; look < maxLooks; look++) {
      const form = (places[(hash + look) & mask] as number) - 1
      if (form === -1) return -1
      if (hashes[form] === hash && isAt(form, start, length)) return form
    }
    return -1
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
      const known = placed(start, end - start, hash)
      if (known !== -1) return known
      const word = text.slice(start, end)
      const other = others.size === 0 ? undefined : others.get(word)
      if (other !== undefined) return other
      const form = add(word, start, hash)
      putAway(form, hash)
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
