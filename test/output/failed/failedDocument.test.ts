import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../src/types.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { endingOf, failedRow, invalidRow, okRow, outputsOf, written } from '../outputs.ts'

const rows: JsonObject[] = [
  okRow(0, { title: 'has "failed", it says', custom: 'failed' }),
  failedRow(1, 'https://a.example/1'),
  invalidRow(2, 'htp:/no'),
  failedRow(3, 'b.example', { input: { id: 'x', note: '=1' } }),
  { index: 4, url: 'https://a.example/4', status: 'skipped', reason: 'robots' },
]

async function failedOf(name: string, all = rows): Promise<string> {
  const at = await temporaryFolder()
  expect(await written([], all, { failed: at(name) })).toEqual([at(name)])
  expect(readdirSync(dirname(at(name)))).toEqual([name])
  return readFileSync(at(name), 'utf8')
}

describe('the failures', () => {
  test('are a list of URLs, in which what is no URL is a comment', async () => {
    expect(await failedOf('failed.txt')).toBe('https://a.example/1\n# invalid: htp:/no\nb.example\n')
  })

  test('have a line each in a list, whatever their cells held', async () => {
    const all = [failedRow(0, 'https://a.example/\nx'), invalidRow(1, 'no\r\nhttps://evil.example/')]
    expect(await failedOf('failed.txt', all)).toBe(
      'https://a.example/x\n# invalid: nohttps://evil.example/\n',
    )
  })

  test('are whole rows as JSON lines', async () => {
    const lines = (await failedOf('failed.jsonl')).trim().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual([rows[1], rows[2], rows[3]])
  })

  test('are a table with the columns of every input', async () => {
    const all = [...rows, failedRow(5, 'https://c.example/', { input: { other: 'a\u2028b', code: 'old' } })]
    const table = parse(await failedOf('failed.csv', all), { columns: true })
    const message = 'No answer within 30 s.'
    const same = { code: 'timeout', stage: 'fetch', message, statusCode: '', attempts: '4' }
    expect(table).toEqual([
      { url: 'https://a.example/1', ...same, id: '', note: '', other: '' },
      {
        url: 'htp:/no',
        code: 'invalid-url',
        stage: 'source',
        message: 'not a URL',
        statusCode: '',
        attempts: '0',
        id: '',
        note: '',
        other: '',
      },
      { url: 'b.example', ...same, id: 'x', note: "'=1", other: '' },
      { url: 'https://c.example/', ...same, id: '', note: '', other: 'a\u2028b' },
    ])
  })

  test('are many, and each has its line', async () => {
    const all = Array.from({ length: 1050 }, (_, index) => failedRow(index, `https://a.example/${index}`))
    const table: string[][] = parse(await failedOf('failed.csv', all))
    expect(table.slice(1).map(([url]) => url)).toEqual(all.map(({ url }) => url))
  })

  test.each([
    ['failed.txt', ''],
    ['failed.jsonl', ''],
    ['failed.csv', 'url,code,stage,message,statusCode,attempts\r\n'],
  ])('are none: %s holds none, and no old ones', async (name, content) => {
    const at = await temporaryFolder()
    writeFileSync(at(name), 'https://old.example/')
    await written([], [okRow(0)], { failed: at(name) })
    expect(readFileSync(at(name), 'utf8')).toBe(content)
  })

  test('of an interrupted run do not replace those of a whole one', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('failed.txt'), 'yesterday')
    const ending = { isInterrupted: true }
    const files = await written([at('out.json')], rows, { failed: at('failed.txt'), ending })
    expect(files).toEqual([at('out.json'), at('failed.partial.txt')])
    expect(readFileSync(at('failed.txt'), 'utf8')).toBe('yesterday')
  })

  test.each(['failed.csv', 'failed.txt'])('on a full disk are an OutputError: %s', async (name) => {
    const at = await temporaryFolder()
    symlinkSync('/dev/full', at(name))
    await using outputs = await outputsOf([at('out.json')], { failed: at(name) })
    await expect(outputs.finish(endingOf(rows))).rejects.toThrow(`cannot write ${at(name)}: ENOSPC`)
    expect(existsSync(at('out.json'))).toBe(false)
  })
})
