import { constants, type Stats } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { errorCode, InputError } from '../errors.ts'
import { outputFormat } from './format.ts'

/**
 * Finds what would keep the outputs from being written, before the first request: an ending that names no format,
 * a folder that is missing or read-only, a target that is a folder, one file named twice. Throws an `InputError`.
 */
export async function checkOutputs(files: readonly string[]): Promise<void> {
  const seen = new Set<string>()
  for (const file of files) {
    const path = file === '-' ? file : resolve(file)
    if (seen.has(path)) throw new InputError(`${file}: named twice as an output`)
    seen.add(path)
    if (file !== '-') await checkFile(file)
  }
}

async function checkFile(file: string): Promise<void> {
  const existing = await statsOf(file)
  if (existing?.isDirectory()) throw new InputError(`${file}: is a folder, not a file to write`)
  if (existing === undefined || existing.isFile()) outputFormat(file)
  await checkAccess(file, existing?.isFile() === false ? file : dirname(resolve(file)))
  if (existing?.isFile()) await checkAccess(file, file)
}

async function checkAccess(file: string, path: string): Promise<void> {
  try {
    await access(path, constants.W_OK)
  } catch (error) {
    const reason = errorCode(error) === 'ENOENT' ? `there is no folder ${path}` : `${path} is not writable`
    throw new InputError(`${file}: cannot be written: ${reason}`)
  }
}

async function statsOf(file: string): Promise<Stats | undefined> {
  try {
    return await stat(file)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw new InputError(`${file}: cannot be written (${errorCode(error)})`)
  }
}
