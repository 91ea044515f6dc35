import { createGzip } from 'node:zlib'
import type { ReplacedFile } from './replacedFile.ts'

/** A file whose content is compressed on its way, on one of the threads of zlib. Equal content gives equal bytes. */
export function withGzip(file: ReplacedFile): ReplacedFile {
  const gzip = createGzip()
  const copied = (async () => {
    for await (const bytes of gzip) await file.write(bytes as Uint8Array)
  })()
  // A stream that is gone may leave the write it was busy with unanswered.
  let refuse: ((reason: unknown) => void) | undefined
  copied.catch((error) => refuse?.(error))
  return {
    temporary: file.temporary,
    isInPlace: file.isInPlace,
    write: (piece) =>
      new Promise((resolve, reject) => {
        refuse = reject
        gzip.write(piece, (error) => {
          if (error == null) resolve()
          // What could not be copied is the reason, a stream that is gone only its consequence.
          else copied.then(() => reject(error), reject)
        })
      }),
    async commit(target) {
      if (!gzip.writableEnded) gzip.end()
      await copied
      await file.commit(target)
    },
    async [Symbol.asyncDispose]() {
      gzip.destroy()
      await copied.catch(() => {})
      await file[Symbol.asyncDispose]()
    },
  }
}
