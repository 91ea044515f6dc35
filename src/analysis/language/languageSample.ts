const scannedLength = 50_000
/** Shorter lines are mostly menus, names and prices. */
const proseLength = 80
/** As much prose is enough to leave the rest alone. */
const enoughProse = 500
const windows = 3

/** The part of the text that its language is told by: its long lines where there are enough, among its first 50,000 characters. */
export function prose(text: string): string {
  const scanned = text.slice(0, scannedLength)
  if (scanned.length <= enoughProse) return scanned
  const lines = scanned.split('\n').filter((line) => line.length >= proseLength)
  const found = lines.join('\n')
  return found.length >= enoughProse ? found : scanned
}

/**
 * About so many characters of a text: three stretches, from its beginning, its first third and its second. They
 * begin with a whole word, where there are spaces.
 */
export function languageSample(text: string, length: number): string {
  if (text.length <= length) return text
  const stretches: string[] = []
  for (let window = 0; window < windows; window++) {
    const start = Math.floor((text.length * window) / windows)
    stretches.push(stretch(text, start, Math.floor(length / windows)))
  }
  return stretches.join('\n')
}

function stretch(text: string, start: number, length: number): string {
  const piece = text.slice(start, start + length)
  if (start === 0) return piece
  const space = piece.search(/\s/)
  return space === -1 || space > length / 2 ? piece : piece.slice(space + 1)
}
