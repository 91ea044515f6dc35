import { stat, statfs } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { errorCode } from '../errors.ts'

/** The file system that a folder lies on. */
export interface FileSystem {
  /** The same for all folders on it. */
  readonly device: string
  readonly freeBytes: number
}

/** Undefined where nobody can tell: a file system of devices, or one of another machine that reports no size. */
export type ReadFreeSpace = (folder: string) => Promise<FileSystem | undefined>

/** Looks at the folder, or at the nearest above it that is there. */
export const readFreeSpace: ReadFreeSpace = async (folder) => {
  try {
    const [{ blocks, bsize, bavail, bfree }, { dev }] = await Promise.all([statfs(folder), stat(folder)])
    if (blocks === 0) return undefined
    // What is kept for root is free for root.
    const free = process.getuid?.() === 0 ? bfree : bavail
    return { device: String(dev), freeBytes: free * bsize }
  } catch (error) {
    const above = dirname(resolve(folder))
    if (errorCode(error) !== 'ENOENT' || above === resolve(folder)) return undefined
    return await readFreeSpace(above)
  }
}
