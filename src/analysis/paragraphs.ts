/** The number of stretches between blank lines that have a letter or digit in them. */
export function paragraphs(text: string): number {
  let count = 0
  for (const block of text.split(/\n[^\S\n]*\n/)) if (/[\p{L}\p{N}]/u.test(block)) count++
  return count
}
