import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { realPath } from '../config/realPath.ts'
import { errorCode } from '../errors.ts'

const FULL = new Set(['ENOSPC', 'EDQUOT'])

/**
 * Whether so many bytes can be written into a folder, which is tried: what a file system says of its room is not always so. False
 * only where it is full; whatever else keeps a file from being made is found by who needs it. Leaves nothing behind.
 */
export async function canWrite(folder: string, bytes: number): Promise<boolean> {
  const path = join(realPath(folder), `.textmill-room-${process.pid}`)
  try {
    await using file = await open(path, 'w')
    await file.writeFile(Buffer.alloc(bytes))
    await file.sync()
    return true
  } catch (error) {
    return !FULL.has(errorCode(error) ?? '')
  } finally {
    await rm(path, { force: true })
  }
}
