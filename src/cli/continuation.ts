import { existsSync } from 'node:fs'
import { sameCommand } from '../sameCommand.ts'
import type { ScraperConfig } from '../types.ts'
import type { Arguments } from './commandLine.ts'
import { stateOf } from './givenState.ts'

/** How a run goes on that was stopped before its end, if it does. */
export function continuation(given: Arguments, config: Pick<ScraperConfig, 'output'>): string {
  const state = stateOf(given, config)
  if (state === undefined || !existsSync(state)) return 'without an output file nothing is kept'
  return `${sameCommand(given.switches.has('fresh'))} continues`
}
