import { listChanges } from './listChanges.ts'

/** Ranges of a line that have changed, in UTF-16 units. */
export type Marks = readonly (readonly [start: number, end: number])[]

export interface LineMarks {
  readonly removed: Marks
  readonly added: Marks
}

/** With less of the longer one in common they are two lines, not one that has changed. */
const LEAST_SHARE = 0.4
/** What lies between equal ends is not looked at word by word where it is longer, or differs in more words: the time grows with their square. */
const MAX_CHARS = 20_000
const MAX_EDITS = 200
/** Words are not this long: equal ends that reach into one may end there. */
const MAX_WORD_CHARS = 64

/** Of the lines of a text. */
const MAX_TEXT_CHARS = 1_000_000

/** Scripts that are written without spaces: each character stands for itself. */
const UNSPACED =
  '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}]'
/** A character of these, a word, or a sign. */
const WORD = new RegExp(`${UNSPACED}\\p{M}*|(?:(?!${UNSPACED})[\\p{L}\\p{N}\\p{M}_])+|[^ ]`, 'gu')

/** The words in which two lines differ, their white space being normalised; undefined where they have little in common. */
export function wordMarks(removed: string, added: string): LineMarks | undefined {
  const longer = Math.max(removed.length, added.length)
  if (Math.min(removed.length, added.length) < LEAST_SHARE * longer) return undefined
  const start = commonStart(removed, added)
  const end = commonEnd(removed, added, start)
  const before = wordsIn(removed, start, end)
  const after = wordsIn(added, start, end)
  const changes = listChanges(before.texts, after.texts, MAX_EDITS)
  const marks = {
    removed: changes.flatMap((change) => before.marks(change.before, change.removed)),
    added: changes.flatMap((change) => after.marks(change.after, change.added)),
  }
  const kept = Math.min(removed.length - charsIn(marks.removed), added.length - charsIn(marks.added))
  return kept < LEAST_SHARE * longer ? undefined : marks
}

export type WordMarker = typeof wordMarks

/** As `wordMarks` for the lines of one text, as long as these are not so many that it would take seconds: later ones have no marks. */
export function createWordMarker(): WordMarker {
  let left = MAX_TEXT_CHARS
  return (removed, added) => {
    if (left <= 0) return undefined
    left -= removed.length + added.length
    return wordMarks(removed, added)
  }
}

interface Words {
  readonly texts: readonly string[]
  /** Where so many of them stand in the line; nowhere for none. */
  marks(first: number, count: number): Marks
}

/** The words between the equal ends of a line; all of that as one, where it is long. */
function wordsIn(line: string, start: number, end: number): Words {
  const middle = line.slice(start, line.length - end)
  const found = [...(middle.length > MAX_CHARS ? [{ 0: middle, index: 0 }] : middle.matchAll(WORD))]
  return {
    texts: found.map(({ 0: text }) => text),
    marks(first, count) {
      const [from, to] = [found[first], found[first + count - 1]]
      if (count === 0 || from === undefined || to === undefined) return []
      return [[start + from.index, start + to.index + to[0].length]]
    },
  }
}

const charsIn = (marks: Marks): number => marks.reduce((sum, [start, end]) => sum + end - start, 0)

/** So many characters both lines begin with, up to the beginning of a word. */
function commonStart(one: string, other: string): number {
  const most = Math.min(one.length, other.length)
  let length = 0
  while (length < most && one.charCodeAt(length) === other.charCodeAt(length)) length += 1
  const word = one.lastIndexOf(' ', length - 1) + 1
  if (length - word <= MAX_WORD_CHARS) return word
  return isHalf(one, length) ? length - 1 : length
}

/** As many as they end with, behind what they begin with, from the end of a word. */
function commonEnd(one: string, other: string, start: number): number {
  const most = Math.min(one.length, other.length) - start
  let length = 0
  const unit = (line: string): number => line.charCodeAt(line.length - 1 - length)
  while (length < most && unit(one) === unit(other)) length += 1
  const space = one.indexOf(' ', one.length - length)
  const behindWord = space === -1 ? 0 : one.length - space
  if (length - behindWord <= MAX_WORD_CHARS) return behindWord
  return isHalf(one, one.length - length) ? length - 1 : length
}

/** Whether the place lies between the two units of one character. */
const isHalf = (line: string, place: number): boolean => /^[\udc00-\udfff]/.test(line.charAt(place))
