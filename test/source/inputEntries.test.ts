import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import type { SourceConfig } from '../../src/types.ts'
import { arriving, entriesOf, type Given, groupsOf, outcomes, written } from './entriesOf.ts'

const lines = (count: number): string => Array.from({ length: count }, (_, i) => `${i}.example\n`).join('')
const listed = (count: number, source: Partial<SourceConfig>): Given => ({
  stdin: Readable.from(arriving(lines(count))),
  source,
})

describe('of the entries', () => {
  test('no more are read than the limit, whatever the inputs', async () => {
    const inputs = ['https://a.example/', '-', 'https://b.example/']
    const given = (limit: number): Given => ({ ...listed(3, { limit }), inputs })
    expect(written(await entriesOf(given(3)))).toEqual(['https://a.example/', '0.example', '1.example'])
    expect(await entriesOf(given(1))).toHaveLength(1)
    expect(await entriesOf(given(5))).toHaveLength(5)
    expect(await entriesOf(given(9))).toHaveLength(5)
  })

  test('those that a pattern leaves out are marked, and do not count', async () => {
    const entries = await entriesOf(
      listed(30, { limit: 3, exclude: ['https://1*'], include: ['/\\d0|[123]\\./'] }),
    )
    const wanted = entries.filter((entry) => !('isExcluded' in entry))
    expect(written(wanted)).toEqual(['2.example', '3.example', '20.example'])
    expect(entries).toHaveLength(21)
  })

  test('those that are no URL count', async () => {
    const stdin = Readable.from([Buffer.from('x\ny\nz\n')])
    expect(await entriesOf({ stdin, source: { limit: 2 } })).toHaveLength(2)
  })

  test('nothing is read beyond the limit, from a pipe that goes on for ever', async () => {
    let chunks = 0
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) {
        chunks += 1
        yield Buffer.from(lines(1000))
      }
    }
    const stdin = Readable.from(endless(), { highWaterMark: 1 })
    expect(await entriesOf({ stdin, source: { limit: 1500 } })).toHaveLength(1500)
    expect(chunks).toBeLessThan(10)
    expect(stdin.destroyed).toBe(true)
  })

  test('each has the key it is known by', async () => {
    const stdin = Readable.from([Buffer.from('https://a.example/?b=1&utm_x=2&a=3\n')])
    expect(await entriesOf({ stdin, source: { stripParams: ['utm_*'] } })).toEqual([
      {
        written: 'https://a.example/?b=1&utm_x=2&a=3',
        origin: 'standard input:1',
        url: 'https://a.example/?b=1&utm_x=2&a=3',
        key: 'https://a.example/?a=3&b=1',
        host: 'a.example',
      },
    ])
  })

  test('there is one a line, whatever ends it', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = ['# some pages', 'a.example', '', 'b.example'].map((line) => `${line}${end}`).join('')
      const json = ['{"url":"c.example"}', '{"url":"d.example"}'].join(end)
      const stdin = (content: string): Given => ({ stdin: Readable.from([Buffer.from(content)]) })
      expect(written(await entriesOf(stdin(text)))).toEqual(['a.example', 'b.example'])
      expect(written(await entriesOf(stdin(json)))).toEqual(['c.example', 'd.example'])
    }
  })

  test('no group is larger than can be handled in one go', async () => {
    const sizes: number[] = []
    const inputs = [...Array.from({ length: 300 }, (_, i) => `https://a.example/${i}`), '-']
    const groups = await groupsOf({ ...listed(1000, {}), inputs })
    await groups.read(
      (group) => sizes.push(group.length),
      () => true,
    )
    expect(Math.max(...sizes)).toBe(128)
    expect(sizes.reduce((sum, size) => sum + size)).toBe(1300)
  })

  test('there must be a source of them', async () => {
    await expect(entriesOf({ inputs: [] })).rejects.toThrow('there is no input')
  })

  test('of typed lines each is there as soon as it is typed', async () => {
    const stdin = new Readable({ read() {} })
    stdin.push('\n')
    setImmediate(() => stdin.push('a.example\n'))
    const groups = await groupsOf({ stdin })
    stdin.push(null)
    const seen: string[] = []
    await groups.read(
      (group) => seen.push(...outcomes(group)),
      () => true,
    )
    expect(seen).toEqual(['https://a.example/'])
  })
})
