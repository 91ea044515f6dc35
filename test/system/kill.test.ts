import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { runCommand, startCommand } from '../support/command.ts'
import { serve } from '../support/localServer.ts'
import { pageOf } from '../support/pages.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const PAGES = 600
const CONCURRENCY = 20
/** What may be lost in a kill besides the requests in flight: what is fetched and not committed. */
const UNSAVED = 64

/** `summary`, `corpus` and `pages`: all that must not differ. */
const lasting = (path: string): string => readFileSync(path, 'utf8').replace(/\n"run": .*\n}\n$/, '')

describe('a run that is killed', () => {
  test('three times is finished by the same command: nothing lost, next to nothing asked twice', async () => {
    const at = await temporaryFolder()
    const asked = new Map<string, number>()
    let onRequest: () => void = () => {}
    const origin = await serve((request, response) => {
      const path = request.url ?? ''
      if (path === '/robots.txt') return void response.writeHead(404).end()
      asked.set(path, (asked.get(path) ?? 0) + 1)
      onRequest()
      setTimeout(() => {
        if (path.endsWith('7')) response.writeHead(404).end()
        else response.setHeader('content-type', 'text/html').end(pageOf(path))
      }, 5)
    })
    writeFileSync(at('urls.txt'), Array.from({ length: PAGES }, (_, i) => `${origin}/${i}`).join('\n'))
    const bounds = [
      '--concurrency',
      `${CONCURRENCY}`,
      '--per-host',
      `${CONCURRENCY}`,
      '--threads',
      '1',
      '--retries',
      '0',
    ]
    const job = (output: string) => ['urls.txt', '-o', output, ...bounds]
    const cwd = at('.')

    let total = 0
    for (const limit of [150, 320, 480]) {
      const { child, ended } = startCommand(job('killed.json'), { cwd })
      onRequest = () => {
        total += 1
        if (asked.size >= limit) child.kill('SIGKILL')
      }
      expect((await ended).status).toBe('SIGKILL')
    }
    onRequest = () => {
      total += 1
    }
    expect(await runCommand(job('killed.json'), { cwd })).toMatchObject({ status: 1 })
    expect(asked.size).toBe(PAGES)
    expect(total - PAGES).toBeLessThanOrEqual(3 * (CONCURRENCY + UNSAVED))
    expect(Math.max(...asked.values())).toBeLessThanOrEqual(4)

    await runCommand(job('undisturbed.json'), { cwd })
    expect(lasting(at('killed.json'))).toBe(lasting(at('undisturbed.json')))
  }, 30_000)
})
