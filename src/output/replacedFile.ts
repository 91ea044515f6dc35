import { constants, type FileHandle, lstat, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errorCode, errorMessage, OutputError } from '../errors.ts'

/** A file that is written beside its target and takes its place only when it is whole and on the disk. */
export interface ReplacedFile extends AsyncDisposable {
  /** What is written meanwhile: for a library that opens the file itself. */
  readonly temporary: string
  /** Whether it is a device or a pipe, which is written to where it is. */
  readonly isInPlace: boolean
  write(piece: string | Uint8Array): Promise<void>
  /** Syncs the file and renames it to `target`: a reader sees the old file or the new one, never half of one. */
  commit(target: string): Promise<void>
}

/**
 * Opens the file to write into, empty: `<path><suffix>` beside it, or `path` itself where that is a device or a pipe. A `.partial` that
 * an earlier run has left is emptied by the first write. Failures to write are `OutputError`s. What is disposed of before its commit leaves no
 * `.textmill-tmp`; a `.partial` stays, for whoever reads along, but as if it had never been opened where nothing was written.
 */
export async function createReplacedFile(
  path: string,
  suffix: '.textmill-tmp' | '.partial',
): Promise<ReplacedFile> {
  const isSpecial = await isSpecialFile(path)
  const temporary = isSpecial ? path : `${path}${suffix}`
  const isPartial = suffix === '.partial' && !isSpecial
  const { file, isNew } = await attempt(path, () => opened(temporary, isPartial))
  let isBegun = !isPartial
  let isCommitted = false
  const begin = async (): Promise<void> => {
    if (isBegun) return
    // A device has no length that could be changed.
    if ((await file.stat()).size > 0) await file.truncate()
    isBegun = true
  }
  return {
    temporary,
    isInPlace: isSpecial,
    write: (piece) =>
      attempt(path, async () => {
        await begin()
        await file.writeFile(piece)
      }),
    commit: (target) =>
      attempt(target, async () => {
        if (isSpecial) return file.close()
        await begin()
        const place = await linkTarget(target)
        await keepMode(file, place)
        await file.sync()
        await file.close()
        await rename(temporary, place)
        isCommitted = true
        await syncFolder(dirname(place))
      }),
    async [Symbol.asyncDispose]() {
      await file.close()
      const isLitter = isPartial ? isNew && !isBegun : !isSpecial && !isCommitted
      if (isLitter) await rm(temporary, { force: true })
    },
  }
}

async function opened(
  path: string,
  asItIs: boolean,
): Promise<{ readonly file: FileHandle; readonly isNew: boolean }> {
  if (!asItIs) return { file: await open(path, 'w'), isNew: true }
  try {
    return { file: await open(path, 'wx'), isNew: true }
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
    return { file: await open(path, constants.O_WRONLY | constants.O_CREAT), isNew: false }
  }
}

async function attempt<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    throw new OutputError(`cannot write ${path}: ${errorMessage(cause)}`, { cause })
  }
}

/** A device, a pipe: written to where it is. */
export async function isSpecialFile(path: string): Promise<boolean> {
  try {
    return !(await stat(path)).isFile()
  } catch {
    return false
  }
}

/** A symbolic link stays one: what it points to is replaced. */
async function linkTarget(path: string): Promise<string> {
  try {
    return (await lstat(path)).isSymbolicLink() ? await realpath(path) : path
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return path
    throw error
  }
}

async function keepMode(file: FileHandle, place: string): Promise<void> {
  try {
    await file.chmod((await stat(place)).mode & 0o777)
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
  }
}

/** Without it a power cut may forget the rename. Not every system lets a folder be opened. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  await using handle = await open(folder, 'r')
  await handle.sync()
}
