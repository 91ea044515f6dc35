import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { OutputError } from '../../src/errors.ts'
import { checkOutputs } from '../../src/output/checkOutputs.ts'
import {
  createOutputs,
  type OutputEnding,
  type Outputs,
  type OutputsOptions,
} from '../../src/output/createOutputs.ts'
import type { RunInfo, ScrapeSummary } from '../../src/types.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const summary = { pages: 2 } as ScrapeSummary
const run = { version: '1' } as RunInfo
const rows = ['{"index":0}', '{"index":1}']

function ending(overrides: Partial<OutputEnding> = {}): OutputEnding {
  const partial = new Set<string>()
  return {
    summary,
    run,
    pages: () => rows.map((row) => [row]),
    unfinishedPages: () => [['{"index":1}']],
    isInterrupted: false,
    partialFiles: { has: (path) => partial.has(path), add: (path) => partial.add(path) },
    ...overrides,
  }
}

function outputsOf(files: string[], overrides: Partial<OutputsOptions> = {}): Promise<Outputs> {
  return createOutputs({
    files,
    format: 'jsonl',
    writeStdout: async () => {},
    onClosedPipe: () => {},
    onError: () => {},
    onRoom: () => {},
    ...overrides,
  })
}

describe('a JSON document', () => {
  test('holds summary, corpus, pages and run', async () => {
    const at = await temporaryFolder()
    await using outputs = await outputsOf([at('out.json')])
    expect(await outputs.finish(ending())).toEqual([at('out.json')])
    expect(JSON.parse(readFileSync(at('out.json'), 'utf8'))).toEqual({
      version: 1,
      summary,
      corpus: {},
      pages: [{ index: 0 }, { index: 1 }],
      run,
    })
  })

  test('takes the place of the old one only when it is whole', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('out.json'), 'old')
    await using outputs = await outputsOf([at('out.json')])
    const seen: string[] = []
    function* pages() {
      seen.push(readFileSync(at('out.json'), 'utf8'))
      yield rows
    }
    await outputs.finish(ending({ pages }))
    expect(seen).toEqual(['old'])
    expect(readFileSync(at('out.json'), 'utf8')).toContain('"version": 1')
    expect(readdirSync(dirname(at('out.json')))).toEqual(['out.json'])
  })

  test('leaves the old one, and nothing else, when the run fails', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('out.json'), 'old')
    const outputs = await outputsOf([at('out.json')])
    await outputs[Symbol.asyncDispose]()
    expect(readFileSync(at('out.json'), 'utf8')).toBe('old')
    expect(readdirSync(dirname(at('out.json')))).toEqual(['out.json'])
  })

  test('keeps the rights of the file it replaces', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('out.json'), 'old')
    chmodSync(at('out.json'), 0o640)
    await using outputs = await outputsOf([at('out.json')])
    await outputs.finish(ending())
    expect(statSync(at('out.json')).mode & 0o777).toBe(0o640)
  })

  test('is written to where a symbolic link points', async () => {
    const at = await temporaryFolder()
    mkdirSync(at('real'))
    writeFileSync(at('real/out.json'), 'old')
    symlinkSync(at('real/out.json'), at('out.json'))
    await using outputs = await outputsOf([at('out.json')])
    await outputs.finish(ending())
    expect(readFileSync(at('real/out.json'), 'utf8')).toContain('"version": 1')
  })

  test('goes to standard output on request', async () => {
    const texts: string[] = []
    await using outputs = await outputsOf(['-'], {
      format: 'json',
      writeStdout: async (text) => void texts.push(text),
    })
    expect(await outputs.finish(ending())).toEqual([])
    expect(JSON.parse(texts.join(''))).toMatchObject({ version: 1 })
  })
})

describe('a file of lines', () => {
  test('grows beside its place, and is renamed at the end', async () => {
    const at = await temporaryFolder()
    await using outputs = await outputsOf([at('out.jsonl')])
    expect(existsSync(at('out.jsonl.partial'))).toBe(true)
    outputs.append(['{"index":1}'])
    outputs.append(['{"index":0}'])
    await outputs.finish(ending())
    expect(readFileSync(at('out.jsonl'), 'utf8')).toBe('{"index":1}\n{"index":0}\n')
    expect(existsSync(at('out.jsonl.partial'))).toBe(false)
  })

  test('streams to standard output as rows come', async () => {
    const texts: string[] = []
    await using outputs = await outputsOf(['-'], { writeStdout: async (text) => void texts.push(text) })
    expect(outputs.wantsRows).toBe(true)
    outputs.append(['{"index":1}'])
    await new Promise(setImmediate)
    expect(texts).toEqual(['{"index":1}\n'])
  })

  test('asks for a pause while its reader is slow', async () => {
    let read: () => void = () => {}
    const room: string[] = []
    await using outputs = await outputsOf(['-'], {
      writeStdout: () =>
        new Promise((resolve) => {
          read = resolve
        }),
      onRoom: () => void room.push('room'),
    })
    outputs.append(['x'.repeat(2_000_000)])
    expect(outputs.hasRoom()).toBe(false)
    read()
    await new Promise(setImmediate)
    expect([outputs.hasRoom(), room]).toEqual([true, ['room']])
  })

  test('whose reader has gone is told once, and is no failure', async () => {
    let closed = 0
    const writeStdout = async () => {
      throw Object.assign(new Error('gone'), { code: 'EPIPE' })
    }
    const onClosedPipe = () => {
      closed += 1
    }
    await using outputs = await outputsOf(['-'], { writeStdout, onClosedPipe })
    outputs.append(['a'])
    outputs.append(['b'])
    expect(await outputs.finish(ending())).toEqual([])
    expect(closed).toBe(1)
  })
})

describe('an interrupted run', () => {
  const interrupted = { isInterrupted: true }

  test('writes to its output where nothing stands, the rows it has no result for included', async () => {
    const at = await temporaryFolder()
    await using outputs = await outputsOf([at('out.jsonl')])
    outputs.append(['{"index":0}'])
    expect(await outputs.finish(ending(interrupted))).toEqual([at('out.jsonl')])
    expect(readFileSync(at('out.jsonl'), 'utf8')).toBe('{"index":0}\n{"index":1}\n')
  })

  test('never replaces yesterday’s whole result', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('out.json'), 'yesterday')
    await using outputs = await outputsOf([at('out.json')])
    expect(await outputs.finish(ending(interrupted))).toEqual([at('out.partial.json')])
    expect(readFileSync(at('out.json'), 'utf8')).toBe('yesterday')
  })

  test('replaces what an interrupted start of its own has written', async () => {
    const at = await temporaryFolder()
    const { partialFiles } = ending()
    for (const _start of [1, 2]) {
      await using outputs = await outputsOf([at('out.json')])
      expect(await outputs.finish(ending({ ...interrupted, partialFiles }))).toEqual([at('out.json')])
    }
  })

  test('takes its partial file away when it is finished at last', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('out.json'), 'yesterday')
    const { partialFiles } = ending()
    for (const isInterrupted of [true, false]) {
      await using outputs = await outputsOf([at('out.json')])
      await outputs.finish(ending({ isInterrupted, partialFiles }))
    }
    expect(readdirSync(dirname(at('out.json')))).toEqual(['out.json'])
  })
})

describe('outputs are checked before the first request', () => {
  test.each([
    ['out.xlsx', 'an output ends in .json or .jsonl, or is - for standard output'],
    ['missing/out.json', 'cannot be written: there is no folder'],
    ['folder.json', 'is a folder, not a file to write'],
  ])('%s: %s', async (name, reason) => {
    const at = await temporaryFolder()
    mkdirSync(at('folder.json'))
    await expect(checkOutputs([at(name)], [])).rejects.toThrow(`${at(name)}: ${reason}`)
  })

  test('one file named twice', async () => {
    const at = await temporaryFolder()
    await expect(checkOutputs([at('out.json'), at('../x/../out.json'), at('out.json')], [])).rejects.toThrow(
      'named twice',
    )
  })

  test('a file that the run reads, by whatever name', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('list.json'), 'https://a.example/')
    symlinkSync(at('list.json'), at('link.json'))
    await expect(checkOutputs([at('link.json')], [at('list.json')])).rejects.toThrow('would write over it')
  })

  test('standard output, a device and a new file are fine', async () => {
    const at = await temporaryFolder()
    await expect(checkOutputs(['-', '/dev/null', at('out.json')], [])).resolves.toBeUndefined()
  })
})

test('a disk that is full is an OutputError that names the file', async () => {
  await using outputs = await outputsOf(['/dev/full'], { format: 'json' })
  await expect(outputs.finish(ending())).rejects.toThrow(OutputError)
  await expect(outputs.finish(ending())).rejects.toThrow('cannot write /dev/full: ENOSPC')
})
