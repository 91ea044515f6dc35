/**
 * Two kinds of error. These classes end a run and reach the user as one line; what ends a page is
 * a `Failure`, plain data. Anything else that is thrown is a bug: it keeps its stack.
 */

/** One thing that is wrong with a configuration. */
export interface ConfigProblem {
  /** The whole problem in one line. */
  readonly message: string
  /** The key (`fetch.concurrency`), or the flag or variable that there is no key for. */
  readonly key: string
  readonly value?: unknown
  /** What may stand there, to follow "must be". */
  readonly allowed?: string
  readonly file?: string
  /** Counted from 1. */
  readonly line?: number
}

/** The configuration has an unknown key, or a value of the wrong type or out of range; `message` has a line for each. */
export class ConfigError extends Error {
  override name = 'ConfigError'
  readonly problems: readonly ConfigProblem[]

  constructor(message: string, problems: readonly ConfigProblem[] = []) {
    super(message)
    this.problems = problems
  }
}

/** An input or an output cannot be used: a missing file, a folder that cannot be written. */
export class InputError extends Error {
  override name = 'InputError'
  /** The key of the configuration that names what cannot be used, where one is known. */
  readonly key: string | undefined

  constructor(message: string, { key, ...options }: ErrorOptions & { readonly key?: string } = {}) {
    super(message, options)
    this.key = key
  }
}

/** The state file cannot be used. */
export class StateError extends Error {
  override name = 'StateError'
}

/** Another run holds this output's state. */
export class LockedError extends Error {
  override name = 'LockedError'
}

/** A file that was writable is so no longer: a full disk, a folder that is gone. What was done is in the state. */
export class OutputError extends Error {
  override name = 'OutputError'
}

/** The run was stopped: before it had begun, or while its list was read, by what could not be read on. No file was written; what was done is in the state. */
export class StoppedError extends Error {
  override name = 'StoppedError'
}

/** The `code` of a system error, or undefined. */
export function errorCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : undefined
}

/** The message of whatever was thrown, on one line. */
export function errorMessage(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.replace(/\s+/g, ' ').trim()
}
