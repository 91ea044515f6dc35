/** A longer text is no title, and each heading of a page is compared with it. */
const maxChars = 1000

/**
 * The different words that two texts share, as a part of those of both: 0 for none, 1 for the same words. One word that
 * both have among others is chance, and as good as none.
 * Of each text the first 1,000 characters are read.
 */
export function overlap(one: string, other: string): number {
  const words = new Set(wordsOf(one))
  const others = new Set(wordsOf(other))
  const common = [...words].filter((word) => others.has(word)).length
  if (common === 0 || (common === 1 && words.size > 1 && others.size > 1)) return 0
  return (2 * common) / (words.size + others.size)
}

function wordsOf(text: string): readonly string[] {
  const lower = text.slice(0, maxChars).toLowerCase()
  // Classes of Unicode take several times as long, and most titles need none.
  return lower.match(/^[ -~]*$/.test(lower) ? /[a-z0-9]+/g : /[\p{L}\p{N}]+/gu) ?? []
}
