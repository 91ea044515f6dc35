import { existsSync } from 'node:fs'
import { OutputError } from './errors.ts'

interface KeptState {
  readonly path: string
  /** Whether it outlives the run. */
  readonly isLasting: boolean
}

/** Adds to the error of what could not be written, on a line of its own, that nothing has to be fetched again. */
export async function tellingWhatIsKept<T>(
  { path, isLasting }: KeptState,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof OutputError) || !isLasting || !existsSync(path)) throw error
    const kept = `what was done is kept in ${path}, and the same command goes on from there`
    throw new OutputError(`${error.message}\n${kept}`, { cause: error.cause })
  }
}
