import type { CommandIo } from './io.ts'

/** A flag of the command line. */
export interface Flag {
  /** Without dashes. */
  readonly name: string
  readonly short?: string
  readonly takesValue: boolean
  readonly help: string
  readonly title: string
  readonly defaultText?: string
}

/** What stood on the command line, as written. */
export interface Arguments {
  /** Words without a flag. */
  readonly inputs: readonly string[]
  /** The texts of each flag that takes one, in order. */
  readonly values: ReadonlyMap<string, readonly string[]>
  /** The flags that take none. */
  readonly switches: ReadonlySet<string>
}

/** One thing that the command line can do. */
export interface Command {
  /** Its first word; `$0` is what is done without one. */
  readonly name: string
  readonly help: string
  /** What stands above its own help; where it takes inputs, they are explained there. */
  readonly usage?: string
  readonly flags: readonly Flag[]
  /** Whether words without a flag may follow. */
  readonly takesInputs: boolean
  readonly examples: readonly (readonly [line: string, help: string])[]
  /** Resolves to the exit code. */
  readonly run: (given: Arguments, io: CommandIo) => Promise<number>
}
