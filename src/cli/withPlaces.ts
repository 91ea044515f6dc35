import { ConfigError, InputError } from '../errors.ts'
import type { Arguments } from './commandLine.ts'
import { configSources } from './givenConfig.ts'
import type { CommandIo } from './io.ts'

/** Does the work; what it finds wrong with a value of the configuration file says where in the file that stands. */
export async function withPlaces<T>(
  given: Arguments,
  io: Pick<CommandIo, 'cwd' | 'env'>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw await placed(error, given, io)
  }
}

async function placed(
  error: unknown,
  given: Arguments,
  io: Pick<CommandIo, 'cwd' | 'env'>,
): Promise<unknown> {
  if (!(error instanceof ConfigError) && !(error instanceof InputError)) return error
  try {
    const { file, fromEnvironment, fromFlags } = configSources(given, io)
    if (file === undefined) return error
    const { locatedError } = await import('../config/locatedError.ts')
    return await locatedError(error, file, [fromEnvironment, fromFlags])
  } catch {
    // What is wrong with the flags, or with the file as a whole, is the error itself.
    return error
  }
}
