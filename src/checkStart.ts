import { checkRetry } from './checkRetry.ts'
import { checkStatePath } from './checkStatePath.ts'
import { statePathOf } from './config/statePath.ts'
import { checkOutputs } from './output/checkOutputs.ts'
import type { ScraperConfig } from './types.ts'

export interface StartOptions {
  readonly config: Pick<ScraperConfig, 'input' | 'fetch' | 'output'>
  /** As `ScrapeHooks` have them. */
  readonly state?: string | undefined
  readonly fresh?: boolean
  readonly retryFailed?: boolean
}

/**
 * What a run and its plan refuse alike: outputs that cannot be written, or take the place of what is read, a state that does, and
 * failures to be asked again of no run. Makes nothing. Resolves to where the state is, undefined for a temporary one.
 * Throws an `InputError`.
 */
export async function checkStart(options: StartOptions): Promise<string | undefined> {
  const { config, state } = options
  const { input, fetch, output } = config
  const otherFiles = [...input, ...fetch.ca, fetch.cookieJar, state].filter((file) => file != null)
  await checkOutputs(output.files, otherFiles, output)
  if (state !== undefined) checkStatePath(state, input)
  const statePath = statePathOf(state, output.files)
  checkRetry(options, statePath)
  return statePath
}
