/** A run through the library whose list comes slowly, or whose rows are read slowly. */
import { readFileSync } from 'node:fs'
import { Readable, Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { program } from './program.js'

/** @param {{ library: string, options: object, list: string, lineMs?: number, bytesPerMs?: number }} input */
async function prepare({ library, options, list, lineMs = 0, bytesPerMs = Infinity }) {
  const { scrape } = await import(library)
  async function* lines() {
    for (const line of readFileSync(list, 'utf8').split('\n')) {
      if (lineMs > 0) await sleep(lineMs)
      yield Buffer.from(`${line}\n`)
    }
  }
  const stdout = new Writable({
    write: (chunk, _encoding, done) => void setTimeout(done, chunk.length / bytesPerMs),
  })
  return async () => {
    const streams = { stdin: Readable.from(lines()), stdout }
    const { run } = await scrape({ ...options, input: ['-'], output: { files: ['-'] }, ...streams })
    return { bottleneck: run.bottleneck }
  }
}

await program(prepare)
