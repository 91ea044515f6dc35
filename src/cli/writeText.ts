import { errorCode, errorMessage, OutputError } from '../errors.ts'

/**
 * Writes a text to standard output, and waits until it has passed it on. False when its reader has left: one that leaves early, such
 * as `head`, has had enough, and that is no failure. Throws an `OutputError` for anything else.
 */
export async function writeText(text: string, stdout: NodeJS.WritableStream): Promise<boolean> {
  const error = await new Promise<unknown>((resolve) => stdout.write(text, resolve))
  if (error == null) return true
  if (errorCode(error) === 'EPIPE') return false
  throw new OutputError(`cannot write standard output: ${errorMessage(error)}`)
}
