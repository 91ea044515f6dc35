import { constants, type Stats } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { realPath } from '../config/realPath.ts'
import { errorCode, InputError } from '../errors.ts'
import { failedFormat, graphFormat, needsFile, outputFormat } from './format.ts'
import { unfit } from './openOutput.ts'

/** What is written besides the outputs, and what these are. */
interface SideFiles {
  /** Throws an `InputError` for an output whose ending names no format; of a result, where it is not given. */
  readonly checkEnding?: (file: string) => unknown
  /** For the failures alone. */
  readonly failed?: string | null
  /** For the links among the pages. */
  readonly graph?: string | null
}

/**
 * Finds what would keep the outputs from being written, before the first request: an ending that names no format,
 * a folder that is missing or read-only, a target that is a folder, a device or a pipe for a format that needs a file,
 * one file named twice, or one of the other files that the run needs. Throws an `InputError`.
 */
export async function checkOutputs(
  files: readonly string[],
  otherFiles: readonly string[],
  { failed, graph, checkEnding = outputFormat }: SideFiles = {},
): Promise<void> {
  const targets: Target[] = files.map((file) => ({ file, checkEnding }))
  if (failed) targets.push({ file: failed, checkEnding: failedFormat, hasOwnEnding: true })
  if (graph) targets.push({ file: graph, checkEnding: graphFormat, hasOwnEnding: true })

  const seen = new Set<string>()
  const others = new Set(otherFiles.map(realPath))
  for (const target of targets) {
    const { file } = target
    const path = file === '-' ? file : realPath(file)
    if (others.has(path)) throw new InputError(`${file}: the run reads this file, and would write over it`)
    if (seen.has(path)) throw new InputError(`${file}: named twice as an output`)
    seen.add(path)
    await checkTarget(target)
  }
}

interface Target {
  readonly file: string
  /** Throws an `InputError` for an ending that names no format. */
  readonly checkEnding: (file: string) => unknown
  /** Nothing but its ending says what is written to it, a device or not. */
  readonly hasOwnEnding?: boolean
}

async function checkTarget({ file, checkEnding, hasOwnEnding = false }: Target): Promise<void> {
  if (hasOwnEnding) checkEnding(file)
  else if (file === '-') return
  const existing = await statsOf(file)
  if (existing?.isDirectory()) throw new InputError(`${file}: is a folder, not a file to write`)
  const isSpecial = existing?.isFile() === false
  if (isSpecial && needsFile(file)) throw new InputError(unfit(file))
  if (!isSpecial) checkEnding(file)
  await checkAccess(file, isSpecial ? file : dirname(file))
  if (existing?.isFile()) await checkAccess(file, file)
}

async function checkAccess(file: string, path: string): Promise<void> {
  try {
    await access(path, constants.W_OK)
  } catch (error) {
    const reason =
      errorCode(error) === 'ENOENT' ? `there is no folder ${path}` : `${realPath(path)} is not writable`
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
