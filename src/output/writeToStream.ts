import type { Utf8Text } from '../types.ts'

/** Writes to a stream; resolves when the stream has passed the text on, so that a slow reader is noticed. */
export function writeToStream(stream: NodeJS.WritableStream): (text: Utf8Text) => Promise<void> {
  return (text) =>
    new Promise((resolve, reject) => {
      stream.write(text, (error) => (error == null ? resolve() : reject(error)))
    })
}
