/** The least that fetching a list costs: undici's `request()`, each body read whole, and nothing done with it. */
import { readFileSync } from 'node:fs'
import { Agent, request } from 'undici'
import { metered } from './metered.js'
import { program } from './program.js'

/** @param {{ list: string, connections: number }} input */
async function prepare({ list, connections }) {
  const urls = readFileSync(list, 'utf8').trim().split('\n')
  const dispatcher = new Agent({ connections })
  let next = 0
  const worker = async () => {
    for (let url = urls[next++]; url !== undefined; url = urls[next++]) {
      const { statusCode, body } = await request(url, { dispatcher })
      await body.arrayBuffer()
      if (statusCode !== 200) throw new Error(`${url} is answered with ${statusCode}`)
    }
  }
  return metered(async () => {
    await Promise.all(Array.from({ length: connections }, worker))
    return () => dispatcher.close()
  })
}

await program(prepare)
