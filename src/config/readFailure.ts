import { errorCode } from '../errors.ts'

/** Why a file cannot be read, by the error of the system. */
export function readFailure(error: unknown): string {
  const code = errorCode(error)
  if (code === 'ENOENT') return 'no such file'
  if (code === 'EACCES') return 'permission denied'
  return `cannot be read (${code ?? String(error)})`
}
