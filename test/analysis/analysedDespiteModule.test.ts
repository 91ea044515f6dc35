import { describe, expect, test } from 'vitest'
import { analysedDespiteModule } from '../../src/analysis/analysedDespiteModule.ts'
import type { ThreadPool } from '../../src/analysis/threadPool.ts'
import type { AnalysisOutcome, FailureCode } from '../../src/types.ts'

const never = new AbortController().signal
const failed = (code: FailureCode): AnalysisOutcome => ({
  kind: 'failed',
  failure: { stage: 'analysis', code, message: 'so it was' },
})
const refresh: AnalysisOutcome = { kind: 'refresh', url: 'https://a.example/next' }

/** A pool that takes the bytes it is given, and answers as it is told. */
function poolOf(...outcomes: AnalysisOutcome[]) {
  const asked: { text: string; moduleError: string | undefined }[] = []
  const analyse: ThreadPool['analyse'] = async ({ body }, _signal, moduleError) => {
    asked.push({ text: new TextDecoder().decode(body), moduleError })
    structuredClone(body, { transfer: [body.buffer] })
    return outcomes[asked.length - 1] ?? failed('analysis-failed')
  }
  const pool: ThreadPool = {
    analyse,
    check: async () => {},
    stats: { busy: 0, busyMs: 0 },
    [Symbol.asyncDispose]: async () => {},
  }
  return { pool, asked }
}

function outcomeOf(pool: ThreadPool): Promise<AnalysisOutcome> {
  const body = new TextEncoder().encode('<p>a</p>')
  const headers = { contentType: '', contentEncoding: '', refresh: '' }
  return analysedDespiteModule(
    pool,
    { body, ...headers, url: 'https://a.example/', maxBodyBytes: 100 },
    never,
  )
}

describe('a page that the user’s module must not lose', () => {
  test.each(['analysis-timeout', 'analysis-crashed'] as const)(
    'is analysed once more, without the module, after %s',
    async (code) => {
      const { pool, asked } = poolOf(failed(code), refresh)
      expect(await outcomeOf(pool)).toEqual(refresh)
      expect(asked).toEqual([
        { text: '<p>a</p>', moduleError: undefined },
        { text: '<p>a</p>', moduleError: `${code}: so it was` },
      ])
    },
  )

  test('has failed when it fails without the module as well', async () => {
    const { pool, asked } = poolOf(failed('analysis-timeout'), failed('analysis-timeout'), refresh)
    expect(await outcomeOf(pool)).toEqual(failed('analysis-timeout'))
    expect(asked).toHaveLength(2)
  })

  test.each<[string, AnalysisOutcome]>([
    ['it ends', refresh],
    ['it fails by itself', failed('analysis-failed')],
  ])('is analysed only once when %s', async (_when, outcome) => {
    const { pool, asked } = poolOf(outcome)
    expect(await outcomeOf(pool)).toEqual(outcome)
    expect(asked).toHaveLength(1)
  })
})
