import { type FileHandle, lstat, open, realpath, rename, rm, stat } from 'node:fs/promises'
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
 * Opens the file to write into, empty: `<path><suffix>` beside it, or `path` itself where that is a device or a pipe.
 * Failures to write are `OutputError`s. What is disposed of before its commit leaves no `.textmill-tmp`; a `.partial` stays,
 * for whoever reads along.
 */
export async function createReplacedFile(
  path: string,
  suffix: '.textmill-tmp' | '.partial',
): Promise<ReplacedFile> {
  const isSpecial = await isSpecialFile(path)
  const temporary = isSpecial ? path : `${path}${suffix}`
  let isCommitted = false
  const file = await attempt(path, () => open(temporary, 'w'))
  return {
    temporary,
    isInPlace: isSpecial,
    write: (piece) => attempt(path, () => file.writeFile(piece)),
    commit: (target) =>
      attempt(target, async () => {
        if (isSpecial) return file.close()
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
      if (suffix === '.textmill-tmp' && !isSpecial && !isCommitted) await rm(temporary, { force: true })
    },
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
