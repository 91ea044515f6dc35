import type * as z from 'zod'

/** What the program knows about one key. Everything else about the key is derived from its row. */
export interface Row<T = unknown> {
  readonly schema: z.ZodType<T>
  readonly default: T
  /** One sentence, for help, README and schema. */
  readonly help: string
  /** What a file or a caller may give, to stand after "must be". */
  readonly allowed: string
  /** What a flag may give, where that is written differently. */
  readonly allowedAsText: string
  /** The value that texts from a flag or a variable stand for. A text that cannot be read stays text: the schema refuses it. */
  readonly fromTexts: (texts: readonly string[], from: 'flag' | 'variable') => unknown
  /** The value as one would write it on a flag. */
  readonly toText: (value: unknown) => string
  /** Whether the value, or each of its items, names a file or a folder. */
  readonly isPath: boolean
  /** Whether the value is never shown, and `${NAME}` in it stands for an environment variable. */
  readonly isSecret: boolean
  /** For a map whose values have keys of their own: a row for each of these. */
  readonly entries?: Readonly<Record<string, Row>>
  /** The flag where it is not the key in kebab case; null for the arguments that stand without a flag. */
  readonly flag?: string | null
  /** One-letter form of the flag. */
  readonly short?: string
  /** Shown instead of a default that changes from version to version. */
  readonly defaultLabel?: string
}

/** What a row says of itself, whatever its kind. */
export interface RowFacts<T> extends Pick<Row<T>, 'default' | 'help' | 'flag' | 'short' | 'defaultLabel'> {}

/** Rows by key, in sections of any depth: the shape of the configuration. */
export interface RowTree {
  readonly [key: string]: Row<unknown> | RowTree
}

/** The configuration that a tree of rows describes. */
export type ConfigOf<T> = T extends Row<infer Value> ? Value : { readonly [K in keyof T]: ConfigOf<T[K]> }

/** Tells a row from a section. */
export function isRow(node: Row<unknown> | RowTree): node is Row<unknown> {
  return 'schema' in node && 'fromTexts' in node
}

/** What the key is for and what it may be. */
export function explanation({ help, allowed }: Pick<Row, 'help' | 'allowed'>): string {
  return `${help} ${allowed.charAt(0).toUpperCase()}${allowed.slice(1)}.`
}

/** Whether the default may be written down: a text with a label of its own changes from version to version. */
export function hasLastingDefault(row: Pick<Row, 'default' | 'defaultLabel'>): boolean {
  return row.defaultLabel === undefined || typeof row.default !== 'string'
}
