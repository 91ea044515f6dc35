import { type FileHandle, open } from 'node:fs/promises'
import { errorCode } from '../errors.ts'
import type { Failure } from '../types.ts'

/** Reads a file of exactly so many bytes into a buffer of its own. */
export async function readBody(
  file: string,
  bytes: number,
  maxBodyBytes: number,
): Promise<Uint8Array<ArrayBuffer> | Failure> {
  if (bytes > maxBodyBytes) {
    const message = `the body is larger than ${maxBodyBytes} bytes`
    return { stage: 'source', code: 'body-too-large', message }
  }
  const failure = (reason: string): Failure => ({
    stage: 'source',
    code: 'truncated',
    message: `${file} ${reason}`,
  })
  try {
    await using handle = await open(file, 'r')
    const { size } = await handle.stat()
    if (size !== bytes) return failure(`has ${size} bytes, and ${bytes} were saved`)
    return (await filled(handle, new Uint8Array(bytes))) ?? failure('ended while it was read')
  } catch (error) {
    const code = errorCode(error)
    return failure(code === 'ENOENT' ? 'is missing' : `cannot be read (${code ?? String(error)})`)
  }
}

async function filled(
  handle: FileHandle,
  body: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer> | null> {
  let at = 0
  while (at < body.length) {
    const { bytesRead } = await handle.read(body, at, body.length - at, at)
    if (bytesRead === 0) return null
    at += bytesRead
  }
  return body
}
