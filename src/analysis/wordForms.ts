/** Room for the words of a short page; it grows with them. */
const startPlaces = 512
/** Places looked at for one word: a page may be made of words that would all have one. Those without a place are in a map. */
const maxLooks = 16
const full = -1

/**
 * The words of a text, numbered in the order in which they are first met. Knows a word that was met before by its characters where they stand
 * in the text, and makes nothing for it: most words of a text are such. Open addressing over FNV-1a (Fowler, Noll and Vo), by UTF-16 units,
 * with a bounded look: the time is by the length of the text.
 */
export class WordForms {
  readonly forms: string[] = []
  private readonly text: string
  /** Where each form was met first, or -1, and its hash. */
  private readonly starts: number[] = []
  private readonly hashes: number[] = []
  /** At each place the number of a form and 1, or 0. */
  private places = new Uint32Array(startPlaces)
  /** What was at hand as a text of its own, or has no place. */
  private readonly others = new Map<string, number>()

  constructor(text: string) {
    this.text = text
  }

  /** The number of the word that stands between two places of the text. */
  between(start: number, end: number): number {
    const { text } = this
    let hash = 0x811c9dc5 | 0
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
    const known = this.placed(start, end - start, hash)
    return known === -1 ? this.added(text.slice(start, end), start, hash) : known
  }

  /** The number of a word that is at hand as a text of its own. */
  of(word: string): number {
    let form = this.others.get(word)
    if (form === undefined) {
      form = this.add(word, -1, 0)
      this.others.set(word, form)
    }
    return form
  }

  private added(word: string, start: number, hash: number): number {
    const other = this.others.size === 0 ? undefined : this.others.get(word)
    if (other !== undefined) return other
    const form = this.add(word, start, hash)
    this.putAway(form, hash)
    if (2 * this.forms.length > this.places.length) this.grow()
    return form
  }

  /** The number of the word with this hash that has a place, or -1. */
  private placed(start: number, length: number, hash: number): number {
    const { places, hashes } = this
    const mask = places.length - 1
    for (let look = 0; look < maxLooks; look++) {
      const form = (places[(hash + look) & mask] as number) - 1
      if (form === -1) return -1
      if (hashes[form] === hash && this.isAt(form, start, length)) return form
    }
    return -1
  }

  private isAt(form: number, start: number, length: number): boolean {
    const { text } = this
    const known = this.starts[form] as number
    if ((this.forms[form] as string).length !== length) return false
    for (let at = 0; at < length; at++)
      if (text.charCodeAt(known + at) !== text.charCodeAt(start + at)) return false
    return true
  }

  private add(word: string, start: number, hash: number): number {
    this.forms.push(word)
    this.starts.push(start)
    this.hashes.push(hash)
    return this.forms.length - 1
  }

  private putAway(form: number, hash: number): void {
    const place = this.freePlace(hash)
    if (place === full) this.others.set(this.forms[form] as string, form)
    else this.places[place] = form + 1
  }

  private freePlace(hash: number): number {
    const { places } = this
    const mask = places.length - 1
    for (let look = 0; look < maxLooks; look++) {
      const place = (hash + look) & mask
      if (places[place] === 0) return place
    }
    return full
  }

  private grow(): void {
    this.places = new Uint32Array(2 * this.places.length)
    for (let form = 0; form < this.forms.length; form++)
      if (this.starts[form] !== -1) this.putAway(form, this.hashes[form] as number)
  }
}
