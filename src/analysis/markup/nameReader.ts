/** Reads the name that stands between two places of a markup and has this `nextHash`. */
export type NameReader<Name> = (start: number, end: number, hash: number) => Name

/** The hash of a name is that of nothing, 0, taken further by each of its characters. */
export function nextHash(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0
}

/** Pages have some hundred names. Two of one place take turns. */
const places = 512

/**
 * Reads names in a markup, in lower case where asked, and makes something of each that is new. A name that was met
 * before is found by its characters, and nothing is made for it.
 */
export function createNameReader<Name>(
  markup: string,
  isLowerCase: boolean,
  made: (name: string) => Name,
): NameReader<Name> {
  const written: string[] = new Array(places).fill('')
  const found: (Name | undefined)[] = new Array(places).fill(undefined)
  const all = new Map<string, Name>()

  function make(name: string): Name {
    const fresh = made(name)
    all.set(name, fresh)
    return fresh
  }

  return (start, end, hash) => {
    const place = (hash ^ (hash >>> 9)) & (places - 1)
    const known = written[place] as string
    const there = found[place]
    if (there !== undefined && known.length === end - start && isWritten(markup, start, known)) return there
    const slice = markup.slice(start, end)
    const name = isLowerCase ? slice.toLowerCase() : slice
    const named = all.get(name) ?? make(name)
    written[place] = slice
    found[place] = named
    return named
  }
}

function isWritten(markup: string, start: number, name: string): boolean {
  for (let at = 0; at < name.length; at++)
    if (name.charCodeAt(at) !== markup.charCodeAt(start + at)) return false
  return true
}
