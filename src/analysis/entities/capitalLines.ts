const capital = /\p{Lu}/u
const space = /\s/
const lowSurrogate = /[\udc00-\udfff]/

/**
 * The lines of a text that can hold a name, which are those with a capital letter, packed into pieces of at most
 * so many characters. A longer line is cut at a space, where there is one in its last tenth. Takes time by the length.
 */
export function capitalLines(text: string, maxLength: number): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const line of text.split('\n')) {
    if (!capital.test(line)) continue
    for (const part of parts(line, maxLength)) {
      if (piece.length + part.length >= maxLength) {
        pieces.push(piece)
        piece = ''
      }
      piece += piece === '' ? part : `\n${part}`
    }
  }
  pieces.push(piece)
  return pieces.filter((found) => found !== '')
}

function parts(line: string, maxLength: number): string[] {
  const found: string[] = []
  let start = 0
  while (line.length - start > maxLength) {
    const end = cut(line, start, start + maxLength)
    found.push(line.slice(start, end))
    start = end
  }
  found.push(line.slice(start))
  return found
}

function cut(line: string, start: number, end: number): number {
  const least = end - Math.floor((end - start) / 10)
  for (let at = end; at > least; at--) if (space.test(line.charAt(at))) return at
  return lowSurrogate.test(line.charAt(end)) && end - 1 > start ? end - 1 : end
}
