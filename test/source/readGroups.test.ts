import { execFileSync } from 'node:child_process'
import { open, writeFile } from 'node:fs/promises'
import { PassThrough, Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { InputError } from '../../src/errors.ts'
import { checkInputs } from '../../src/source/checkInputs.ts'
import type { EntryGroups } from '../../src/source/readGroups.ts'
import type { InputEntry } from '../../src/types.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { entriesOf, groupsOf, written } from './entriesOf.ts'

const read = (inputs: string[], stdin?: NodeJS.ReadableStream): Promise<InputEntry[]> =>
  entriesOf(stdin ? { inputs, stdin } : { inputs })

describe('inputs', () => {
  test('are read in their order: files, arguments, standard input', async () => {
    const at = await temporaryFolder()
    await writeFile(at('a.txt'), '# mine\n\nhttps://a.example/\n  # indented\nb.example\n')
    const stdin = Readable.from([Buffer.from('https://d.example/')])
    expect(written(await read([at('a.txt'), 'https://c.example/', '-'], stdin))).toEqual([
      'https://a.example/',
      'b.example',
      'https://c.example/',
      'https://d.example/',
    ])
  })

  test('lose a comment that follows white space, but no fragment', async () => {
    const stdin = Readable.from([Buffer.from('https://a.example/ # mine\nhttps://b.example/#part\n')])
    expect(written(await read(['-'], stdin))).toEqual(['https://a.example/', 'https://b.example/#part'])
  })

  test('may be a named pipe, which is opened once', async () => {
    const at = await temporaryFolder()
    execFileSync('mkfifo', [at('pipe')])
    await checkInputs([at('pipe')])
    const writing = writeFile(at('pipe'), 'https://a.example/\n')
    expect(written(await read([at('pipe')]))).toEqual(['https://a.example/'])
    await writing
  })

  test('say where each entry was written', async () => {
    const at = await temporaryFolder()
    await writeFile(at('a.txt'), '# mine\nhttps://a.example/\n')
    const entries = await read([at('a.txt'), 'https://c.example/'])
    expect(entries.map(({ origin }) => origin)).toEqual([`${at('a.txt')}:2`, 'argument 2'])
  })

  test('are unpacked where they are gzip, of several members too', async () => {
    const at = await temporaryFolder()
    await writeFile(
      at('a.txt.gz'),
      Buffer.concat([gzipSync('https://a.example/\n'), gzipSync('b.example\n')]),
    )
    expect(written(await read([at('a.txt.gz')]))).toEqual(['https://a.example/', 'b.example'])
  })

  test('that are cut gzip are named', async () => {
    const at = await temporaryFolder()
    const whole = gzipSync('https://a.example/\n'.repeat(100))
    await writeFile(at('cut.gz'), whole.subarray(0, whole.length - 12))
    await expect(read([at('cut.gz')])).rejects.toThrow(`cannot read ${at('cut.gz')}: unexpected end of file`)
  })

  test('that hold no URL at all are an error that names them', async () => {
    const at = await temporaryFolder()
    await writeFile(at('empty.txt'), '# nothing\n\n')
    await expect(read([at('empty.txt')])).rejects.toThrow(`no URL in ${at('empty.txt')}`)
  })

  test('with a line of any length end in a row, never in a crash', async () => {
    const entries = await read(['-'], Readable.from([Buffer.alloc(200_000, 'x'), Buffer.from('\nb.example')]))
    expect(entries[0]).toMatchObject({ invalid: 'longer than 65536 characters' })
    expect(entries[1]).toMatchObject({ url: 'https://b.example/' })
  })

  test('are read to their end when the run is stopped, as far as they are at hand', async () => {
    const at = await temporaryFolder()
    await writeFile(at('a.txt'), Array.from({ length: 1000 }, (_, i) => `${i}.example\n`).join(''))
    const stop = new AbortController()
    const groups = await groupsOf({ inputs: [at('a.txt')], signal: stop.signal })
    let count = 0
    const end = await groups.read(
      (group) => {
        count += group.length
        stop.abort()
      },
      () => true,
    )
    expect([end, count]).toEqual(['ended', 1000])
  })
})

describe('a run that is stopped', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  const stopAtFirst = (groups: EntryGroups, stop: AbortController) =>
    groups.read(
      () => stop.abort(),
      () => true,
    )

  test('closes standard input that it still waits for, and that is no failure', async () => {
    const stop = new AbortController()
    const stdin = new PassThrough()
    stdin.write('a.example\n')
    const end = await stopAtFirst(await groupsOf({ stdin, signal: stop.signal }), stop)
    expect([end, stdin.destroyed]).toEqual(['aborted', true])
  })

  test('closes a named pipe that it still waits for', async () => {
    const at = await temporaryFolder()
    execFileSync('mkfifo', [at('pipe')])
    const stop = new AbortController()
    const groups = groupsOf({ inputs: [at('pipe')], signal: stop.signal })
    await using writer = await open(at('pipe'), 'w')
    await writer.write('a.example\n')
    expect(await stopAtFirst(await groups, stop)).toBe('aborted')
  })

  test.each(['before its list was read', 'while its list was read'])(
    '%s reads on for no more than a moment',
    async (when) => {
      vi.useFakeTimers({ toFake: ['performance'] })
      const stop = new AbortController()
      const inputs = Array.from({ length: 2000 }, (_, i) => `https://a.example/${i}`)
      const groups = await groupsOf({ inputs, signal: stop.signal })
      if (when.startsWith('before')) stop.abort()
      let count = 0
      const end = await groups.read(
        () => {
          stop.abort()
          count += 1
          vi.advanceTimersByTime(900)
        },
        () => true,
      )
      expect([end, count]).toEqual(['aborted', 3])
    },
  )
})

test.each(['untouched', 'read'])('what is %s is closed when it is disposed of', async (state) => {
  const stdin = new PassThrough()
  stdin.write('a.example\n')
  const groups = await groupsOf({ stdin })
  if (state === 'read') {
    stdin.end()
    await groups.read(
      () => {},
      () => true,
    )
  }
  await groups[Symbol.asyncDispose]()
  expect(stdin.destroyed).toBe(true)
})

describe('an input that cannot be read stops the run before it begins', () => {
  test.each([
    ['missing.txt', 'no such file'],
    ['.', 'is a folder, not a file of URLs'],
  ])('%s: %s', async (name, reason) => {
    const at = await temporaryFolder()
    await expect(checkInputs([at(name)])).rejects.toThrow(reason)
  })

  test.each([
    ['example.com', 'example.com: no such file (for the page, write https://example.com)'],
    ['localhost:8080/x', 'localhost:8080/x: no such file (for the page, write https://localhost:8080/x)'],
    ['urls.txt', 'urls.txt: no such file'],
  ])('%s, and says what may have been meant', async (input, message) => {
    await expect(checkInputs([input])).rejects.toThrow(new InputError(message))
  })

  test('a binary file', async () => {
    const at = await temporaryFolder()
    await writeFile(at('a.bin'), new Uint8Array([1, 0, 2, 0]))
    await expect(checkInputs([at('a.bin')])).rejects.toThrow(
      `${at('a.bin')}: not a text file (it holds NUL bytes)`,
    )
  })

  test('a JSON document, which is no list', async () => {
    const at = await temporaryFolder()
    await writeFile(at('out.json'), '{}')
    await expect(checkInputs([at('out.json')])).rejects.toThrow('JSON lines (.jsonl)')
  })

  test('tables, JSON lines and sitemaps pass', async () => {
    const at = await temporaryFolder()
    for (const name of ['a.csv', 'a.jsonl', 'a.xml', 'a.csv.gz']) await writeFile(at(name), 'x')
    await expect(
      checkInputs([at('a.csv'), at('a.jsonl'), at('a.xml'), at('a.csv.gz')]),
    ).resolves.toBeUndefined()
  })

  test('URLs and standard input need no check', async () => {
    await expect(checkInputs(['https://a.example/', '-'])).resolves.toBeUndefined()
  })
})
