import { expect, test } from 'vitest'
import { elapsedText } from '../../src/cli/elapsedText.ts'
import { resultLine } from '../../src/cli/resultLine.ts'
import { summaryLines } from '../../src/cli/summaryLines.ts'
import { report } from './fakeIo.ts'

test('a run is summed up with its failures by code, the most frequent first, and its files', () => {
  const counts = { pages: 9, ok: 3, failed: 5, skipped: 1, byFailure: { 'http-status': 1, timeout: 4 } }
  expect(summaryLines(report({ written: ['out.json', '-', 'out.jsonl'] }, counts))).toEqual([
    '9 pages in 1.2s: 3 ok, 5 failed, 1 skipped',
    'failed: 4 timeout, 1 http-status',
    'wrote out.json, out.jsonl',
  ])
})

test('a run that was stopped says how to go on', () => {
  expect(summaryLines(report({ outcome: 'interrupted' }), 'the same command continues')).toEqual([
    '1 page in 1.2s: 1 ok, 0 failed, 0 skipped',
    'stopped before the end; the same command continues',
  ])
})

test.each([
  [0, '0.0s'],
  [12_340, '12.3s'],
  [59_949, '59.9s'],
  [59_950, '1m 00s'],
  [243_000, '4m 03s'],
  [3_599_600, '1h 00m'],
  [7_500_000, '2h 05m'],
])('%d ms is %s', (ms, text) => {
  expect(elapsedText(ms)).toBe(text)
})

test('a page is one line: what became of it, and its URL', () => {
  const page = { index: 0, url: 'https://a.example/' } as const
  const failure = { stage: 'fetch', message: 'm', attempts: 4 } as const
  const lines = [
    resultLine({ ...page, status: 'failed', failure: { ...failure, code: 'timeout' } }),
    resultLine({ ...page, status: 'failed', failure: { ...failure, code: 'http-status', statusCode: 404 } }),
    resultLine({ ...page, status: 'skipped', reason: 'duplicate', of: 1 }),
  ]
  expect(lines).toEqual([
    'failed timeout https://a.example/',
    'failed http-status 404 https://a.example/',
    'skipped duplicate https://a.example/',
  ])
})
