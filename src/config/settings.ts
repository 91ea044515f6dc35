import { ConfigError, type ConfigProblem } from '../errors.ts'

/** Checked values by key (`fetch.concurrency`): what one source of configuration has to say. */
export type Settings = ReadonlyMap<string, unknown>

/** Ends the run with every problem, where there is one. */
export function refuse(problems: readonly ConfigProblem[]): void {
  if (problems.length === 0) return
  throw new ConfigError(problems.map(({ message }) => message).join('\n'), problems)
}
