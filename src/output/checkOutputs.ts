import { constants, realpathSync, type Stats } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { errorCode, InputError } from '../errors.ts'
import { outputFormat } from './format.ts'

/**
 * Finds what would keep the outputs from being written, before the first request: an ending that names no format,
 * a folder that is missing or read-only, a target that is a folder, one file named twice, or one of the other files
 * that the run needs. Throws an `InputError`.
 */
export async function checkOutputs(files: readonly string[], otherFiles: readonly string[]): Promise<void> {
  const seen = new Set<string>()
  const others = new Set(otherFiles.map(realPath))
  for (const file of files) {
    const path = file === '-' ? file : realPath(file)
    if (others.has(path)) throw new InputError(`${file}: the run reads this file, and would write over it`)
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

function realPath(file: string): string {
  try {
    return realpathSync(file)
  } catch {
    // What is not there yet is no other file by another name.
    return resolve(file)
  }
}
