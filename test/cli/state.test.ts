import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { okResult, openStore, pageEntry } from '../support/store.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { fakeIo } from './fakeIo.ts'

type At = (name: string) => string

async function state(at: At, ...args: string[]) {
  const { io, out, err } = fakeIo({ cwd: at('.') })
  const code = await run(['state', ...args], io)
  return { code, out: lasting(out()), err: err() }
}

const lasting = (out: string): string => out.replaceAll(/20\S+Z/g, 'T').replaceAll(/[\d.]+ [KM]B/g, 'SIZE')

/** A run over so many pages that is over. */
async function finishedRun(path: string, pages: readonly string[]): Promise<void> {
  const store = await openStore(path)
  store.add(pages.map((page) => pageEntry(`https://a.example/${page}`)))
  for (const page of store.queue.take('a.example', 999)) {
    store.queue.finish(page, okResult({ json: 'x'.repeat(5000) }), [])
  }
  store.closeRun()
  store[Symbol.dispose]()
}

describe('scrape state', () => {
  test('tells how large it is, and what it holds', async () => {
    const at = await temporaryFolder()
    await finishedRun(at('s'), ['a', 'b', 'c'])
    await finishedRun(at('s'), ['a', 'a', 'd'])
    const { code, out, err } = await state(at, at('s'))
    expect(out).toBe(
      [
        at('s'),
        '  state: SIZE',
        '  3 entries in the list of the last start, 4 pages known',
        '  4 results, 2 of them of pages that are not listed any more',
        '  results of the runs of T to T',
        '  2 runs, 0 robots.txt, 0 hosts with manners of their own',
        '',
      ].join('\n'),
    )
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect((await state(at, 'show', at('s'))).out).toBe(out)
  })

  test('does so while a run goes on', async () => {
    const at = await temporaryFolder()
    const store = await openStore(at('s'))
    store.add([pageEntry('https://a.example/')])
    store.commit()
    const { code, out } = await state(at, at('s'))
    expect(out).toContain(
      '  state: SIZE, and a log of SIZE\n  1 entry in the list of the last start, 1 page known\n  0 results\n',
    )
    expect(code).toBe(0)
  })

  test('tells programs the same as JSON', async () => {
    const at = await temporaryFolder()
    await finishedRun(at('s'), ['a', 'b'])
    const { out } = await state(at, '--json', at('s'))
    expect(JSON.parse(out)).toMatchObject({
      state: at('s'),
      size: { bytes: expect.any(Number), logBytes: 0 },
      contents: { listed: 2, results: 2, runs: 1 },
    })
    const pruned = await state(at, 'prune', '--keep', '1d', '--json', at('s'))
    expect(JSON.parse(pruned.out)).toMatchObject({ pages: 0, bytesBefore: expect.any(Number) })
  })

  test('removes nothing where all is to stay, however long that is', async () => {
    const at = await temporaryFolder()
    await finishedRun(at('s'), ['a'])
    await finishedRun(at('s'), ['b'])
    for (const keep of ['90000d', `${'9'.repeat(20)}d`, `${'9'.repeat(400)}d`]) {
      const { code, out, err } = await state(at, 'prune', '--keep', keep, at('s'))
      expect(out).toContain('  removed: nothing\n')
      expect({ code, err }).toEqual({ code: 0, err: '' })
    }
  })

  test('lets no name of a file move the cursor', async () => {
    const at = await temporaryFolder()
    await finishedRun(at('s\x1b[2J'), ['a'])
    const { out } = await state(at, at('s\x1b[2J'))
    expect(out).toContain(`${at('s')}\\x1b[2J\n  state: SIZE\n`)
  })

  test('finds the state beside the output, as the other commands do', async () => {
    const at = await temporaryFolder()
    await finishedRun(at('out.json.state'), ['a'])
    writeFileSync(at('scraper.config.json'), JSON.stringify({ output: { files: [at('out.json')] } }))
    for (const args of [[], ['-o', at('out.json')], ['show', '--state', at('out.json.state')]]) {
      expect((await state(at, ...args)).out).toContain('1 result\n')
    }
  })
})

describe('scrape state prune', () => {
  test('says what was removed, and the size before and now', async () => {
    const at = await temporaryFolder()
    await finishedRun(at('s'), ['a', 'b', 'c'])
    await finishedRun(at('s'), ['a'])
    expect(await state(at, 'prune', '--keep', '0s', at('s'))).toEqual({
      code: 0,
      out: `${at('s')}\n  removed: 2 pages, 1 run\n  state: SIZE before, SIZE now\n`,
      err: '',
    })
    expect((await state(at, 'prune', '--keep', '0s', at('s'))).out).toContain('removed: nothing')
    expect((await state(at, at('s'))).out).toContain('1 result\n')
  })

  test('keeps what was listed within the time', async () => {
    const at = await temporaryFolder()
    await finishedRun(at('s'), ['a', 'b', 'c'])
    await finishedRun(at('s'), ['a'])
    expect((await state(at, 'prune', '--keep', '30d', at('s'))).out).toContain('removed: nothing')
  })

  test('names the run that holds the state, with the exit code for that', async () => {
    const at = await temporaryFolder()
    const store = await openStore(at('s'))
    store.add([pageEntry('https://a.example/')])
    store.commit()
    const { code, out, err } = await state(at, 'prune', '--keep', '30d', at('s'))
    expect(err).toContain(`another run holds ${at('s')}: pid ${process.pid}`)
    expect({ code, out }).toEqual({ code: 4, out: '' })
  })

  test.each([
    ['no time', ['prune', 's'], 'Give --keep, such as --keep 30d'],
    ['what is no time', ['prune', '--keep', '30', 's'], '--keep is "30", but must be a time with its unit'],
    ['a time where nothing is removed', ['--keep', '30d', 's'], '--keep belongs to "scrape state prune"'],
    ['two states', ['show', 'a', 'b'], 'one state at a time'],
    [
      'a state and another by its flag',
      ['show', 'a', '--state', 'b'],
      'one state at a time: a, or that of --state',
    ],
    ['a missing state', ['prune', '--keep', '30d', 'none.state'], 'none.state: no such file'],
    ['no state', ['prune', '--keep', '30d'], 'which run?'],
  ])('refuses %s', async (_, args, message) => {
    const at = await temporaryFolder()
    const { code, out, err } = await state(at, ...args)
    expect(err).toContain(message)
    expect({ code, out }).toEqual({ code: 2, out: '' })
  })
})
