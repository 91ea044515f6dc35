import { isStop, lineEnd } from './stops.ts'

/** Where a sentence may end: a stop with its closing quotes before a space, a full-width stop; and a line end. */
const end = /(?<![.!?…])[.!?…]+["'”’»)\]]*(?=\s|$)|[。！？｡．]+|[।॥؟۔]+/uy
const wordCharacter = /[\p{L}\p{N}]/gu
/** A point after one of these, or after a single capital, mostly ends no sentence. */
const abbreviation =
  /(?:^|[\s(])(?:\p{Lu}|mr|mrs|ms|dr|prof|st|vs|etc|fig|inc|ltd|e\.g|i\.e|z\.B|d\.h|bzw|p\.ej)$/iu

/**
 * The number of sentences: stretches with a word in them, up to a full stop or the end of their line. A point
 * after an initial or a common abbreviation, or before a lower-case letter, ends none.
 */
export function sentences(text: string): number {
  let count = 0
  let start = 0
  const nextWord = createNextWord(text)
  for (let at = nextStop(text, 0); at < text.length; at = nextStop(text, at)) {
    const mark = markAt(text, at)
    const isEnd = mark !== '' && nextWord(start) < at && !isInside(text, mark, at)
    at += Math.max(1, mark.length)
    if (!isEnd) continue
    count++
    start = at
  }
  return nextWord(start) < text.length ? count + 1 : count
}

/** The first place from `from` on where a mark may begin, or the end. Line ends, most of all marks in long lists, need no expression. */
function nextStop(text: string, from: number): number {
  let at = from
  for (; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === lineEnd || isStop(unit)) break
  }
  return at
}

/** What may end a sentence there, or an empty string. */
function markAt(text: string, at: number): string {
  if (text.charCodeAt(at) === lineEnd) return '\n'
  end.lastIndex = at
  return end.exec(text)?.[0] ?? ''
}

function isInside(text: string, mark: string, index: number): boolean {
  if (!mark.startsWith('.') && !mark.startsWith('…')) return false
  const after = index + mark.length
  if (/^[^\S\n]\p{Ll}/u.test(text.slice(after, after + 3))) return true
  return mark === '.' && abbreviation.test(text.slice(Math.max(0, index - 8), index))
}

/** Finds the first word character at or after a place; places must not go down. Reads the text once. */
function createNextWord(text: string): (from: number) => number {
  const search = new RegExp(wordCharacter)
  let found = -1
  return (from) => {
    if (found >= from) return found
    search.lastIndex = from
    found = search.exec(text)?.index ?? text.length
    return found
  }
}
