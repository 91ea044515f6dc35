import { writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { InputEntry } from '../../src/types.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { entriesOf, outcomes } from './entriesOf.ts'

async function read(...lines: string[]): Promise<InputEntry[]> {
  const at = await temporaryFolder()
  await writeFile(at('a.jsonl'), lines.join('\n'))
  const entries = await entriesOf({ inputs: [at('a.jsonl')] })
  return entries.map((entry) => ({ ...entry, origin: entry.origin.slice(at('').length + 1) }))
}

describe('JSON lines', () => {
  test('give an entry for each object with a url, and keep all else of it', async () => {
    const entries = await read(
      '{"id":7,"url":" https://a.example/ ","tags":["x"],"more":{"url":"y"}}',
      '',
      '{"url":"b.example"}\r',
    )
    expect(entries).toMatchObject([
      { url: 'https://a.example/', origin: 'a.jsonl:1', input: { id: 7, tags: ['x'], more: { url: 'y' } } },
      { url: 'https://b.example/', origin: 'a.jsonl:3' },
    ])
    expect(entries[1]).not.toHaveProperty('input')
  })

  test.each([
    ['{"url":', 'not JSON'],
    ['https://a.example/', 'not JSON'],
    ['"https://a.example/"', 'no JSON object with a "url"'],
    ['["https://a.example/"]', 'no JSON object with a "url"'],
    ['null', 'no JSON object with a "url"'],
    ['{"link":"https://a.example/"}', 'no "url" in the object'],
    ['{"url":3}', 'no "url" in the object'],
    ['{"url":""}', 'no "url" in the object'],
    ['{"url":"/x"}', 'a relative reference has no host'],
  ])('%s is an invalid entry: %s', async (line, invalid) => {
    expect(await read(line, '{"url":"b.example"}')).toMatchObject([
      { invalid, origin: 'a.jsonl:1' },
      { url: 'https://b.example/' },
    ])
  })

  test('keep a key that is called __proto__', async () => {
    const [entry] = await read('{"url":"a.example","__proto__":{"x":1}}')
    expect(JSON.stringify(entry?.input)).toBe('{"__proto__":{"x":1}}')
  })

  test('of a result stand for its pages, with the input they were made from', async () => {
    const entries = await read(
      '{"index":0,"url":"a.example","status":"ok","finalUrl":"https://a.example/","http":{},"analysis":{},"input":{"id":"7"}}',
      '{"index":1,"url":"b.example","status":"failed","failure":{"code":"timeout"}}',
      '{"index":2,"url":"a.example","status":"skipped","reason":"duplicate","of":0,"input":{}}',
    )
    expect(entries.map((entry) => entry.input)).toEqual([{ id: '7' }, undefined, undefined])
    expect(outcomes(entries)).toEqual(['https://a.example/', 'https://b.example/', 'https://a.example/'])
  })

  test('of somebody else may have an index and a status', async () => {
    const [entry] = await read('{"index":0,"url":"a.example","status":"ok","input":1}')
    expect(entry?.input).toEqual({ index: 0, status: 'ok', input: 1 })
  })

  test('may be as long as the row of a long page', async () => {
    const text = 'x'.repeat(3_000_000)
    const row = { index: 0, url: 'a.example', status: 'ok', http: {}, analysis: { text } }
    expect(outcomes(await read(JSON.stringify(row)))).toEqual(['https://a.example/'])
  })

  test('show little of a long line that says nothing', async () => {
    const [entry] = await read(`{"x":"${'y'.repeat(100_000)}"}`)
    expect(entry?.written.length).toBeLessThan(300)
  })

  test('may be packed, be called .ndjson, or come through a pipe', async () => {
    const at = await temporaryFolder()
    await writeFile(at('a.ndjson.gz'), gzipSync('{"url":"a.example"}\n'))
    const stdin = Readable.from([Buffer.from('\n {"url":"b.example"}\n')])
    const entries = await entriesOf({ inputs: [at('a.ndjson.gz'), '-'], stdin })
    expect(outcomes(entries)).toEqual(['https://a.example/', 'https://b.example/'])
    expect(entries[1]?.origin).toBe('standard input:2')
  })
})
