import type { DiffChange } from '../../types.ts'

/** How what has changed is set off from what has not. Texts come escaped. */
export interface DiffStyle {
  /** A page's word, and what it is about. */
  readonly heading: (change: DiffChange, text: string) => string
  /** A line, or a value, that came or went. */
  readonly removed: (text: string) => string
  readonly added: (text: string) => string
  /** Words that did so within a line. */
  readonly removedWords: (text: string) => string
  readonly addedWords: (text: string) => string
  readonly aside: (text: string) => string
}

const same = (text: string): string => text

/** For whatever is no terminal: words in the marks of `git diff --word-diff`. */
export const plainStyle: DiffStyle = {
  heading: (change, text) => `${change} ${text}`,
  removed: same,
  added: same,
  removedWords: (text) => `[-${text}-]`,
  addedWords: (text) => `{+${text}+}`,
  aside: same,
}

/** Select graphic rendition (ECMA-48, 8.3.117). */
const sgr =
  (on: number, off: number) =>
  (text: string): string =>
    `\x1b[${on}m${text}\x1b[${off}m`

const [bold, dim, inverse] = [sgr(1, 22), sgr(2, 22), sgr(7, 27)]
const [red, green, yellow] = [sgr(31, 39), sgr(32, 39), sgr(33, 39)]

const HEADING_COLOURS: Readonly<Record<DiffChange, (text: string) => string>> = {
  new: green,
  recovered: green,
  changed: yellow,
  cosmetic: dim,
  unchanged: dim,
  skipped: yellow,
  failed: red,
  gone: red,
  removed: red,
}

export const colourStyle: DiffStyle = {
  heading: (change, text) => `${HEADING_COLOURS[change](change)} ${bold(text)}`,
  removed: red,
  added: green,
  removedWords: inverse,
  addedWords: inverse,
  aside: dim,
}
