/** Reads the name that stands between two places of a markup. */
export type NameReader = (start: number, end: number) => string

/** Pages have some hundred names. Two of one place take turns. */
const places = 512

/**
 * Reads the names of elements and attributes in a markup, in lower case where asked. A name that was met before is found by its
 * characters, and nothing is made for it.
 */
export function createNameReader(markup: string, isLowerCase: boolean): NameReader {
  const written: string[] = new Array(places).fill('')
  const names: string[] = new Array(places).fill('')

  function isWritten(name: string, start: number): boolean {
    for (let at = 0; at < name.length; at++)
      if (name.charCodeAt(at) !== markup.charCodeAt(start + at)) return false
    return true
  }

  return (start, end) => {
    let hash = 0
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + markup.charCodeAt(at)) | 0
    const place = (hash ^ (hash >>> 9)) & (places - 1)
    const known = written[place] as string
    if (known.length === end - start && isWritten(known, start)) return names[place] as string
    const slice = markup.slice(start, end)
    const name = onlyCopy(isLowerCase ? slice.toLowerCase() : slice)
    written[place] = slice
    names[place] = name
    return name
  }
}

/** The engine keeps one copy of each string that is a key. Every later look-up and comparison of it costs next to nothing. */
function onlyCopy(name: string): string {
  return Object.keys({ [name]: true })[0] ?? name
}
