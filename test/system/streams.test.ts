import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { COMMAND, runCommand } from '../support/command.ts'
import { serve } from '../support/localServer.ts'
import { pageOf } from '../support/pages.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const servePages = () =>
  serve((request, response) => response.setHeader('content-type', 'text/html').end(pageOf(request.url ?? '')))

describe('standard output', () => {
  test('holds the results and nothing else; everything else is on standard error', async () => {
    const at = await temporaryFolder()
    const origin = await servePages()
    const { status, stdout, stderr } = await runCommand([`${origin}/1`, `${origin}/2`], { cwd: at('.') })
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { index: number })
    expect(rows.map(({ index }) => index).toSorted()).toEqual([0, 1])
    expect([status, stderr]).toEqual([
      0,
      expect.stringMatching(/^2 pages in .*: 2 ok, 0 failed, 0 skipped\n$/),
    ])
  })

  test('that is full stops the run and is no bug: exit 3', async () => {
    const at = await temporaryFolder()
    const origin = await servePages()
    const full = openSync('/dev/full', 'w')
    const child = spawn(process.execPath, [COMMAND, `${origin}/1`], {
      cwd: at('.'),
      stdio: ['ignore', full, 'pipe'],
    })
    const [[code], stderr] = await Promise.all([once(child, 'exit'), text(child.stderr ?? Readable.from([]))])
    closeSync(full)
    expect([code, stderr]).toEqual([3, expect.stringMatching(/^cannot write standard output: ENOSPC/)])
  })

  test('that is closed early is a success, and leaves no state behind', async () => {
    const at = await temporaryFolder()
    const origin = await servePages()
    const urls = Array.from({ length: 300 }, (_, i) => `${origin}/${i}`).join('\n')
    const child = spawn(process.execPath, [COMMAND, '-', '--quiet', '--concurrency', '2'], { cwd: at('.') })
    child.stdin.end(urls)
    child.stdout.once('data', () => child.stdout.destroy())
    const [code] = await once(child, 'exit')
    expect(code).toBe(0)
    expect(readdirSync(at('.'))).toEqual([])
  })

  test('of a run from standard input keeps its state in a temporary folder only', async () => {
    const at = await temporaryFolder()
    const origin = await servePages()
    const env = { ...process.env, TMPDIR: at('.') }
    const child = spawn(process.execPath, [COMMAND, '-', '-q'], {
      cwd: tmpdir(),
      env,
      stdio: ['pipe', 'ignore', 'inherit'],
    })
    child.stdin?.end(`${origin}/1\n`)
    const [code] = await once(child, 'exit')
    expect([code, readdirSync(at('.'))]).toEqual([0, []])
  })
})
