/** The hash of a name is that of nothing, 0, taken further by each of its characters. */
export function nextHash(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0
}

/** Pages have some dozen names that come often. Two of one place take turns. */
const places = 128

/**
 * Reads names in a markup, in lower case where asked, and makes something of each that is new. A name that was met
 * before is found by its characters, and nothing is made for it.
 */
export class NameReader<Name> {
  private readonly markup: string
  private readonly isLowerCase: boolean
  private readonly made: (name: string) => Name
  private readonly written: string[] = new Array(places).fill('')
  private readonly found: (Name | undefined)[] = new Array(places).fill(undefined)
  private readonly all = new Map<string, Name>()

  constructor(markup: string, isLowerCase: boolean, made: (name: string) => Name) {
    this.markup = markup
    this.isLowerCase = isLowerCase
    this.made = made
  }

  /** The name that stands between two places of the markup and has this `nextHash`. */
  read(start: number, end: number, hash: number): Name {
    const place = (hash ^ (hash >>> 9)) & (places - 1)
    const known = this.written[place] as string
    const there = this.found[place]
    if (there !== undefined && known.length === end - start && isWritten(this.markup, start, known))
      return there
    const slice = this.markup.slice(start, end)
    const named = this.named(this.isLowerCase ? slice.toLowerCase() : slice)
    this.written[place] = slice
    this.found[place] = named
    return named
  }

  private named(name: string): Name {
    const known = this.all.get(name)
    if (known !== undefined) return known
    const fresh = this.made(name)
    this.all.set(name, fresh)
    return fresh
  }
}

function isWritten(markup: string, start: number, name: string): boolean {
  for (let at = 0; at < name.length; at++)
    if (name.charCodeAt(at) !== markup.charCodeAt(start + at)) return false
  return true
}
