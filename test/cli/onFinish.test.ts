import { describe, expect, test, vi } from 'vitest'
import { tellFinish } from '../../src/cli/onFinish.ts'
import { closedOrigin, serve } from '../support/localServer.ts'
import { report } from './fakeIo.ts'

/** A server that answers with these one after the other, and what it was sent. */
async function receiver(...statuses: number[]) {
  const bodies: unknown[] = []
  const origin = await serve(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    bodies.push(JSON.parse(Buffer.concat(chunks).toString()))
    response.writeHead(statuses[bodies.length - 1] ?? 500).end('thanks')
  })
  return { url: `${origin}/hook?token=hunter2`, bodies }
}

async function told(url: string): Promise<string[]> {
  const warnings: string[] = []
  const target = { onFinish: url, onFinishTimeoutMs: 60_000 }
  await tellFinish(target, 1, report({ written: ['out.json'] }), {
    env: {},
    signal: new AbortController().signal,
    warn: (text) => warnings.push(text),
  })
  return warnings
}

// The waits between the attempts are long, and nobody has to wait for them here.
vi.mock('node:timers/promises', () => ({ setTimeout: async () => {} }))

describe('a web address that is told of the end', () => {
  test('gets outcome, exit code, summary and outputs', async () => {
    const { url, bodies } = await receiver(204)
    expect(await told(url)).toEqual([])
    expect(bodies).toMatchObject([
      {
        outcome: 'finished',
        exitCode: 1,
        summary: { pages: 1 },
        run: { startedAt: '2026-01-01T00:00:00.000Z', elapsedMs: 1234 },
        outputs: ['out.json'],
      },
    ])
  })

  test('is told again where that may help', async () => {
    const { url, bodies } = await receiver(500, 429, 200)
    expect(await told(url)).toEqual([])
    expect(bodies).toHaveLength(3)
  })

  test('that does not take it is a warning, without its secret', async () => {
    const refusing = await receiver(403)
    const host = new URL(refusing.url).host
    expect(await told(refusing.url)).toEqual([`run.onFinish: ${host} answered 403`])
    expect(refusing.bodies).toHaveLength(1)
    const [warning = ''] = await told(`${await closedOrigin()}/hook?token=hunter2`)
    expect(warning).toMatch(/^run\.onFinish: 127\.0\.0\.1:\d+ cannot be told: ECONNREFUSED$/)
  })
})
