import { existsSync } from 'node:fs'
import { InputError, OutputError, StoppedError } from './errors.ts'

interface KeptState {
  readonly path: string
  /** Whether it outlives the run. */
  readonly isLasting: boolean
}

/**
 * Adds to the error of what could not be written, on a line of its own, that nothing has to be fetched again. An input that cannot be
 * read on has stopped a run that had begun: that is a `StoppedError`, which says the same.
 */
export async function tellingWhatIsKept<T>(
  state: KeptState,
  fresh: boolean,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof OutputError)
      throw new OutputError(`${error.message}${await keptIn(state, fresh)}`, { cause: error.cause })
    if (error instanceof InputError)
      throw new StoppedError(`${error.message}${await keptIn(state, fresh)}`, { cause: error })
    throw error
  }
}

async function keptIn({ path, isLasting }: KeptState, fresh: boolean): Promise<string> {
  if (!isLasting || !existsSync(path)) return ''
  const { sameCommand } = await import('./sameCommand.ts')
  return `\nwhat was done is kept in ${path}, and ${sameCommand(fresh)} goes on from there`
}
