import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { runCommand, startCommand } from '../support/command.ts'
import { serve } from '../support/localServer.ts'
import { pageOf } from '../support/pages.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

interface Rows {
  readonly pages: readonly { readonly status: string; readonly reason?: string }[]
}
const rowsOf = (path: string): Rows['pages'] => (JSON.parse(readFileSync(path, 'utf8')) as Rows).pages

/** A server that answers at once, but for the paths that end in `held`: those it leaves waiting. */
async function holdingServer() {
  const held: (() => void)[] = []
  let onHeld: () => void = () => {}
  const holding = new Promise<void>((resolve) => {
    onHeld = resolve
  })
  const origin = await serve((request, response) => {
    const answer = () => response.setHeader('content-type', 'text/html').end(pageOf(request.url ?? ''))
    if (!request.url?.endsWith('held')) return void answer()
    held.push(answer)
    onHeld()
  })
  return {
    origin,
    holding,
    release: () => {
      for (const answer of held.splice(0)) answer()
    },
  }
}

describe('a stop signal', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s starts nothing new, lets what is in flight end, writes, and exits 3',
    async (signal) => {
      const at = await temporaryFolder()
      const { origin, holding, release } = await holdingServer()
      writeFileSync(at('urls.txt'), ['a', 'held', 'b', 'c'].map((path) => `${origin}/${path}`).join('\n'))
      const job = ['urls.txt', '-o', 'out.json', '--concurrency', '1', '--threads', '0']
      const { child, ended } = startCommand(job, { cwd: at('.') })
      await holding
      child.kill(signal)
      child.stderr?.once('data', release)
      expect(await ended).toMatchObject({
        status: 3,
        stdout: '',
        stderr: expect.stringContaining('stopping'),
      })
      expect(rowsOf(at('out.json')).map(({ status, reason }) => reason ?? status)).toEqual([
        'ok',
        'ok',
        'interrupted',
        'interrupted',
      ])

      release()
      expect(await runCommand(job, { cwd: at('.') })).toMatchObject({ status: 0 })
      expect(rowsOf(at('out.json')).map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'ok'])
    },
  )

  test('a second time ends the process at once, and the state stays good', async () => {
    const at = await temporaryFolder()
    const { origin, holding, release } = await holdingServer()
    writeFileSync(at('urls.txt'), `${origin}/a\n${origin}/held\n`)
    const job = ['urls.txt', '-o', 'out.json', '--concurrency', '1', '--threads', '0']
    const { child, ended } = startCommand(job, { cwd: at('.') })
    await holding
    child.stderr?.once('data', () => setTimeout(() => child.kill('SIGINT'), 150))
    child.kill('SIGINT')
    expect((await ended).status).toBe('SIGINT')
    expect(existsSync(at('out.json'))).toBe(false)

    const again = startCommand(job, { cwd: at('.') })
    const timer = setInterval(release, 20)
    expect(await again.ended).toMatchObject({ status: 0 })
    clearInterval(timer)
    expect(rowsOf(at('out.json')).map(({ status }) => status)).toEqual(['ok', 'ok'])
  })
})
