import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from './temporaryFolder.ts'

/** Whether the program is on this machine. With `TEXTMILL_SYSTEM_TESTS=all`, where no test may be skipped, it has to be. */
export function hasTinyproxy(): boolean {
  const isThere = spawnSync('tinyproxy', ['-v']).error === undefined
  if (!isThere && process.env.TEXTMILL_SYSTEM_TESTS === 'all') throw new Error('tinyproxy is not installed')
  return isThere
}

/** Starts a tinyproxy of the test's own on loopback, and stops it after the test. Returns its address without scheme. */
export async function startTinyproxy(...settings: readonly string[]): Promise<string> {
  const at = await temporaryFolder()
  const port = await freePort()
  const lines = [
    `Port ${port}`,
    'Listen 127.0.0.1',
    'Allow 127.0.0.1',
    'Timeout 10',
    'LogLevel Info',
    ...settings,
  ]
  await writeFile(at('tinyproxy.conf'), `${lines.join('\n')}\n`)
  const child = spawn('tinyproxy', ['-d', '-c', at('tinyproxy.conf')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(async () => {
    const ended = once(child, 'close')
    child.kill('SIGKILL')
    await ended
  })
  let log = ''
  for await (const chunk of child.stdout) {
    log += chunk
    if (log.includes('Accepting connections')) break
  }
  if (!log.includes('Accepting connections')) throw new Error(`tinyproxy did not start: ${log}`)
  return `127.0.0.1:${port}`
}

async function freePort(): Promise<number> {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
