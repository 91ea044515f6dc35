/** The least that fetching a list costs: undici's `request()`, each body read whole, and nothing done with it. */
import { readFileSync } from 'node:fs'
import { Agent, request } from 'undici'
import { program } from './program.js'

/** @param {{ list: string, connections: number }} input */
async function prepare({ list, connections }) {
  const urls = readFileSync(list, 'utf8').trim().split('\n')
  const dispatcher = new Agent({ connections })
  let next = 0
  const worker = async () => {
    for (let url = urls[next++]; url !== undefined; url = urls[next++]) {
      const { body } = await request(url, { dispatcher })
      await body.arrayBuffer()
    }
  }
  return async () => {
    await Promise.all(Array.from({ length: connections }, worker))
    await dispatcher.close()
    return {}
  }
}

await program(prepare)
