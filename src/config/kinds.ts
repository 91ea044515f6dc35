import * as z from 'zod'
import type { Row, RowFacts } from './row.ts'
import { byteCount, bytesText, durationMs, durationText } from './units.ts'

/** Inclusive bounds; without `max`, anything from `min` up. */
interface Bounds {
  readonly min: number
  readonly max?: number
}

/** A whole number of things. */
export function count(facts: RowFacts<number> & Bounds & { readonly unit?: string }): Row<number> {
  const { unit } = facts
  return {
    ...row(facts, `a whole number${unit === undefined ? '' : ` of ${unit}`} ${range(facts, String)}`),
    schema: wholeNumber(facts),
    fromTexts: (texts) => wholeNumberIn(last(texts)),
    toText: (value) => (unit === undefined ? String(value) : `${value} ${unit}`),
  }
}

/** A whole number of things, or null for no bound; an empty flag is none. */
export function optionalCount(facts: RowFacts<number | null> & Bounds): Row<number | null> {
  return {
    ...row(facts, `a whole number ${range(facts, String)}, or null`),
    allowedAsText: `a whole number ${range(facts, String)}`,
    schema: z.union([wholeNumber(facts), z.null()]),
    fromTexts: (texts) => (last(texts) === '' ? null : wholeNumberIn(last(texts))),
    toText: textOrNone,
  }
}

/** A time in milliseconds. A flag must give its unit; a variable, whose name ends in `MS`, may. */
export function duration(facts: RowFacts<number> & Required<Bounds>): Row<number> {
  return {
    ...row(facts, `a whole number of milliseconds ${range(facts, String)}`),
    allowedAsText: `a time with its unit, such as 30s, ${range(facts, durationText)}`,
    schema: wholeNumber(facts),
    fromTexts: (texts, from) =>
      durationMs(last(texts)) ?? (from === 'variable' ? wholeNumberIn(last(texts)) : last(texts)),
    toText: (value) => durationText(Number(value)),
  }
}

/** As `duration`, or null for no bound; an empty flag is none. */
export function optionalDuration(facts: RowFacts<number | null> & Required<Bounds>): Row<number | null> {
  const { allowed, allowedAsText, fromTexts } = duration({ ...facts, default: 0 })
  return {
    ...row(facts, `${allowed}, or null`),
    allowedAsText,
    schema: z.union([wholeNumber(facts), z.null()]),
    fromTexts: (texts, from) => (last(texts) === '' ? null : fromTexts(texts, from)),
    toText: (value) => (value === null ? 'none' : durationText(Number(value))),
  }
}

/** A size in bytes, which a flag or a variable may give with a unit. */
export function bytes(facts: RowFacts<number> & Bounds): Row<number> {
  return {
    ...row(facts, `a whole number of bytes ${range(facts, String)}`),
    allowedAsText: `a size in bytes or with its unit, such as 10MB or 512KiB, ${range(facts, bytesText)}`,
    schema: wholeNumber(facts),
    fromTexts: (texts) => byteCount(last(texts)) ?? wholeNumberIn(last(texts)),
    toText: (value) => bytesText(Number(value)),
  }
}

/** One of a few words, or a whole number where bounds are given. */
export function wordOrCount<Word extends string>(
  facts: RowFacts<number | Word> & Required<Bounds> & { readonly word: Word },
): Row<number | Word> {
  return {
    ...row<number | Word>(facts, `"${facts.word}" or a whole number ${range(facts, String)}`),
    schema: z.union([z.literal(facts.word), wholeNumber(facts)]),
    fromTexts: (texts) => wholeNumberIn(last(texts)),
  }
}

/** One of a few words or numbers. */
export function choice<Word extends string | number>(
  facts: RowFacts<Word> & { readonly words: readonly [Word, ...Word[]] },
): Row<Word> {
  const { words } = facts
  return {
    ...row(facts, `one of ${words.map((word) => JSON.stringify(word)).join(', ')}`),
    schema: z.literal(words),
    fromTexts: (texts) => words.find((word) => String(word) === last(texts)) ?? last(texts),
  }
}

/** One of a few words, or null for none; an empty flag is none. */
export function choiceOrNull<Word extends string>(
  facts: RowFacts<Word | null> & { readonly words: readonly [Word, ...Word[]] },
): Row<Word | null> {
  const words = facts.words.map((word) => JSON.stringify(word)).join(', ')
  const allowed = facts.words.length === 1 ? words : `one of ${words}`
  return {
    ...row(facts, `${allowed}, or null`),
    allowedAsText: allowed,
    schema: z.union([z.literal(facts.words), z.null()]),
    fromTexts: textOrNull,
    toText: textOrNone,
  }
}

/** Several texts. A flag is repeated, or has commas between them where they hold none; a variable may hold a JSON array. */
export function texts(
  facts: RowFacts<readonly string[]> & {
    readonly allowed: string
    readonly isAllowed: (text: string) => boolean
    /** Whether a comma may stand in one of them: then a flag is one. */
    readonly mayHaveCommas: boolean
  },
): Row<readonly string[]> {
  const { allowed, isAllowed, mayHaveCommas } = facts
  return {
    ...row(facts, allowed),
    schema: z.array(z.string().min(1).refine(isAllowed)),
    fromTexts: (written, from) =>
      from === 'flag' && mayHaveCommas ? written : written.flatMap((text) => listIn(text)),
    toText: (value) => (value as readonly string[]).join(', ') || 'none',
  }
}

/** Yes or no. A flag may also be said with `--no-` before its name. */
export function toggle(facts: RowFacts<boolean>): Row<boolean> {
  return {
    ...row(facts, 'true or false'),
    schema: z.boolean(),
    fromTexts: (texts) => ({ true: true, false: false })[last(texts)] ?? last(texts),
  }
}

/** A text that matches a pattern. */
export function text(
  facts: RowFacts<string> & { readonly pattern: RegExp; readonly allowed: string },
): Row<string> {
  return { ...row(facts, facts.allowed), schema: z.string().regex(facts.pattern) }
}

/** A text that matches a pattern, or null for none; an empty flag is none. */
export function optionalText(
  facts: RowFacts<string | null> & { readonly pattern: RegExp; readonly allowed: string },
): Row<string | null> {
  return {
    ...row(facts, `${facts.allowed}, or null`),
    allowedAsText: facts.allowed,
    schema: z.union([z.string().regex(facts.pattern), z.null()]),
    fromTexts: textOrNull,
    toText: textOrNone,
  }
}

/** The path of a file, or null for none; an empty flag is none. */
export function optionalPath(facts: RowFacts<string | null>): Row<string | null> {
  return pathOrNull(facts, 'the path of a file, or null')
}

/** As `optionalPath`, of a folder. */
export function optionalFolder(facts: RowFacts<string | null>): Row<string | null> {
  return pathOrNull(facts, 'the path of a folder, or null')
}

function pathOrNull(facts: RowFacts<string | null>, allowed: string): Row<string | null> {
  return {
    ...row(facts, allowed),
    schema: z.union([z.string().min(1), z.null()]),
    fromTexts: textOrNull,
    toText: textOrNone,
    isPath: true,
  }
}

/** Several files. A flag is repeated; a variable holds a JSON array, or names between commas. */
export function paths(
  facts: RowFacts<readonly string[]> & { readonly allowed: string },
): Row<readonly string[]> {
  return {
    ...row(facts, facts.allowed),
    schema: z.array(z.string().min(1)),
    fromTexts: (texts, from) => (from === 'flag' ? texts : listIn(last(texts))),
    toText: (value) => (value as readonly string[]).join(', ') || 'none',
    isPath: true,
  }
}

/** What rows of every kind share: one text, taken as it is. */
export function row<T>(facts: RowFacts<T>, allowed: string): Omit<Row<T>, 'schema'> {
  const { help, flag, short, defaultLabel } = facts
  return {
    default: facts.default,
    help,
    allowed,
    allowedAsText: allowed,
    fromTexts: last,
    toText: String,
    isPath: false,
    isSecret: false,
    ...(flag !== undefined && { flag }),
    ...(short !== undefined && { short }),
    ...(defaultLabel !== undefined && { defaultLabel }),
  }
}

/** As everywhere on a command line, the last word counts. */
const last = (texts: readonly string[]): string => texts.at(-1) ?? ''

const textOrNull = (texts: readonly string[]): string | null => last(texts) || null

const textOrNone = (value: unknown): string => (value === null ? 'none' : String(value))

const wholeNumberIn = (written: string): number | string =>
  /^\s*\d+\s*$/.test(written) ? Number(written) : written

function wholeNumber({ min, max }: Bounds): z.ZodType<number> {
  return max === undefined ? z.int().min(min) : z.int().min(min).max(max)
}

function range({ min, max }: Bounds, written: (value: number) => string): string {
  return max === undefined ? `from ${written(min)} up` : `from ${written(min)} to ${written(max)}`
}

/** The items of a JSON array, or of a text with commas between them. */
export function listIn(written: string): unknown {
  if (written.trimStart().startsWith('[')) return jsonIn(written)
  return written
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

/** The value of a JSON text, or the text itself when it is none. */
export function jsonIn(written: string): unknown {
  try {
    return JSON.parse(written)
  } catch {
    return written
  }
}
