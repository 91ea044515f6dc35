/** Writes to a stream; resolves when the stream has passed the text on, so that a slow reader is noticed. */
export function writeToStream(stream: NodeJS.WritableStream): (text: string) => Promise<void> {
  return (text) =>
    new Promise((resolve, reject) => {
      stream.write(text, (error) => (error == null ? resolve() : reject(error)))
    })
}
