import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { asString } from '../../src/config/utf8.ts'
import { InputError, OutputError } from '../../src/errors.ts'
import type { OutputEnding } from '../../src/output/createOutputs.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { endingOf, okRow, outputsOf } from './outputs.ts'

const rows = [okRow(0), okRow(1)]

function ending(overrides: Partial<OutputEnding> = {}): OutputEnding {
  return endingOf(rows, { unfinishedLines: () => [['{"index":1}\n']], ...overrides })
}

describe('a JSON document', () => {
  test('takes the place of the old one only when it is whole', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('out.json'), 'old')
    await using outputs = await outputsOf([at('out.json')])
    const seen: string[] = []
    function* pages() {
      seen.push(readFileSync(at('out.json'), 'utf8'))
      yield rows.map((row) => JSON.stringify(row))
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
      writeStdout: async (text) => void texts.push(asString(text)),
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
    outputs.append(['{"index":1}\n'])
    outputs.append(['{"index":0}\n'])
    await outputs.finish(ending())
    expect(readFileSync(at('out.jsonl'), 'utf8')).toBe('{"index":1}\n{"index":0}\n')
    expect(existsSync(at('out.jsonl.partial'))).toBe(false)
  })

  test('holds none of those that an earlier start has left', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('out.jsonl.partial'), '{"index":0}\n{"index":')
    await using outputs = await outputsOf([at('out.jsonl')])
    outputs.append(['{"index":1}\n'])
    await outputs.finish(ending())
    expect(readFileSync(at('out.jsonl'), 'utf8')).toBe('{"index":1}\n')
  })

  test('holds none of those either where there is none to write', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('out.jsonl.partial'), '{"index":0}\n')
    await using outputs = await outputsOf([at('out.jsonl')])
    await outputs.finish(ending())
    expect(readFileSync(at('out.jsonl'), 'utf8')).toBe('')
  })

  test('streams to standard output as rows come', async () => {
    const texts: string[] = []
    await using outputs = await outputsOf(['-'], {
      writeStdout: async (text) => void texts.push(asString(text)),
    })
    expect(outputs.wantsRows).toBe(true)
    outputs.append(['{"index":1}\n'])
    await new Promise(setImmediate)
    expect(texts).toEqual(['{"index":1}\n'])
  })

  test('writes rows together that come together', async () => {
    const texts: string[] = []
    await using outputs = await outputsOf(['-'], {
      writeStdout: async (text) => void texts.push(asString(text)),
    })
    outputs.append(['{"index":1}\n', '{"index":2}\n'])
    await new Promise(setImmediate)
    expect(texts).toEqual(['{"index":1}\n{"index":2}\n'])
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
    outputs.append([`${'x'.repeat(2_000_000)}\n`])
    expect(outputs.hasRoom()).toBe(false)
    await Promise.resolve()
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
    outputs.append(['a\n'])
    outputs.append(['b\n'])
    expect(await outputs.finish(ending())).toEqual([])
    expect(closed).toBe(1)
  })
})

describe('an interrupted run', () => {
  const interrupted = { isInterrupted: true }

  test('writes to its output where nothing stands, the rows it has no result for included', async () => {
    const at = await temporaryFolder()
    await using outputs = await outputsOf([at('out.jsonl')])
    outputs.append(['{"index":0}\n'])
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

  test('writes to a device where it is', async () => {
    await using outputs = await outputsOf(['/dev/null'], { format: 'json' })
    expect(await outputs.finish(ending(interrupted))).toEqual(['/dev/null'])
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

describe('several outputs', () => {
  const documents = ['out.json', 'out.json.gz', 'out.csv', 'out.md', 'out.sqlite', 'out.parquet']

  test('are written from one reading of the rows', async () => {
    const at = await temporaryFolder()
    let readings = 0
    function* pages() {
      readings += 1
      yield [JSON.stringify(okRow(0)), JSON.stringify(okRow(1))]
    }
    await using outputs = await outputsOf(documents.map(at), { failed: at('failed.csv') })
    expect(await outputs.finish(ending({ pages }))).toEqual([...documents, 'failed.csv'].map(at))
    expect(readings).toBe(1)
    expect(readdirSync(dirname(at('x'))).sort()).toEqual([...documents, 'failed.csv'].sort())
  })

  test('do not have the rows read for them when none is a document', async () => {
    const at = await temporaryFolder()
    const pages = () => expect.unreachable()
    await using outputs = await outputsOf([at('out.jsonl')])
    expect(await outputs.finish(ending({ pages }))).toEqual([at('out.jsonl')])
  })

  test('of which one cannot be written leave all the old ones', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('out.json'), 'old')
    symlinkSync('/dev/full', at('full'))
    {
      await using outputs = await outputsOf([at('out.json'), at('full'), at('out.sqlite')], { format: 'csv' })
      await expect(outputs.finish(ending())).rejects.toThrow(`cannot write ${at('full')}: ENOSPC`)
    }
    expect(readFileSync(at('out.json'), 'utf8')).toBe('old')
    expect(readdirSync(dirname(at('x'))).sort()).toEqual(['full', 'out.json'])
  })

  test('of which one cannot be opened leave nothing behind', async () => {
    const at = await temporaryFolder()
    const opened = outputsOf([at('out.json'), at('out.jsonl'), at('out.jsonl.gz'), at('none/out.csv')])
    await expect(opened).rejects.toThrow(InputError)
    expect(readdirSync(dirname(at('x')))).toEqual([])
  })

  test('of which one cannot be opened leave the lines of an earlier start as they are', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('out.jsonl.partial'), '{"index":0}\n')
    await expect(outputsOf([at('out.jsonl'), at('none/out.csv')])).rejects.toThrow(InputError)
    expect(readFileSync(at('out.jsonl.partial'), 'utf8')).toBe('{"index":0}\n')
  })

  test('let everything else go on while they are written', async () => {
    const at = await temporaryFolder()
    function* pages() {
      for (let index = 0; index < 600; index += 1)
        yield [JSON.stringify(okRow(index, { text: 'word '.repeat(500) }))]
    }
    let turns = 0
    let isOver = false
    const turn = (): void => {
      turns += 1
      if (!isOver) setImmediate(turn)
    }
    setImmediate(turn)
    await using outputs = await outputsOf([at('out.md'), at('out.sqlite')])
    await outputs.finish(ending({ pages }))
    isOver = true
    expect(turns).toBeGreaterThan(5)
  })
})

describe('a compressed file of lines', () => {
  test('grows beside its place, and is whole at the end', async () => {
    const at = await temporaryFolder()
    await using outputs = await outputsOf([at('out.jsonl.gz')])
    expect(outputs.wantsRows).toBe(true)
    expect(existsSync(at('out.jsonl.gz.partial'))).toBe(true)
    outputs.append(['{"index":1}\n'])
    outputs.append(['{"index":0}\n'])
    await outputs.finish(ending())
    expect(gunzipSync(readFileSync(at('out.jsonl.gz'))).toString()).toBe('{"index":1}\n{"index":0}\n')
    expect(readdirSync(dirname(at('x')))).toEqual(['out.jsonl.gz'])
  })

  test('that came to no end is written anew by the next start', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('out.jsonl.gz.partial'), gzipSync('{"index":1}\n').subarray(0, 20))
    await using outputs = await outputsOf([at('out.jsonl.gz')])
    outputs.append(['{"index":0}\n'])
    await outputs.finish(ending())
    expect(gunzipSync(readFileSync(at('out.jsonl.gz'))).toString()).toBe('{"index":0}\n')
  })

  test('asks for a pause while it has more to compress than it can', async () => {
    const at = await temporaryFolder()
    let rooms = 0
    const onRoom = () => {
      rooms += 1
    }
    await using outputs = await outputsOf([at('out.jsonl.gz')], { onRoom })
    outputs.append([`"${'x'.repeat(2_000_000)}"\n`])
    expect(outputs.hasRoom()).toBe(false)
    await outputs.finish(ending())
    expect([outputs.hasRoom(), rooms]).toEqual([true, 1])
  })
})

test('an interrupted run gives a file with two endings a name that keeps both', async () => {
  const at = await temporaryFolder()
  writeFileSync(at('out.json.gz'), 'yesterday')
  await using outputs = await outputsOf([at('out.json.gz')])
  expect(await outputs.finish(ending({ isInterrupted: true }))).toEqual([at('out.partial.json.gz')])
  expect(readFileSync(at('out.json.gz'), 'utf8')).toBe('yesterday')
})

describe('standard output', () => {
  test.each(['csv', 'md'] as const)('takes %s at the end of the run', async (format) => {
    const texts: string[] = []
    await using outputs = await outputsOf(['-'], {
      format,
      writeStdout: async (text) => void texts.push(asString(text)),
    })
    expect(outputs.wantsRows).toBe(false)
    expect(await outputs.finish(ending())).toEqual([])
    expect(texts.join('')).toMatch(format === 'csv' ? /^index,url,.*\r\n0,https:/ : /^# Scrape report\n/)
  })
})

test('what was written and cannot be put in its place is an OutputError that names it', async () => {
  const at = await temporaryFolder()
  for (const name of ['out.csv', 'out.csv.gz', 'out.md', 'out.json']) {
    mkdirSync(at('gone'))
    await using outputs = await outputsOf([at(`gone/${name}`)])
    rmSync(at('gone'), { recursive: true })
    const failure = outputs.finish(ending())
    await expect(failure).rejects.toThrow(OutputError)
    await expect(failure).rejects.toThrow(`cannot write ${at(`gone/${name}`)}: ENOENT`)
  }
})

test('a target that has become a folder is an OutputError, and nothing else is left', async () => {
  const at = await temporaryFolder()
  {
    await using outputs = await outputsOf([at('out.parquet')])
    mkdirSync(at('out.parquet'))
    await expect(outputs.finish(ending())).rejects.toThrow(`cannot write ${at('out.parquet')}: E`)
  }
  expect(readdirSync(dirname(at('x')))).toEqual(['out.parquet'])
})

test.each(['json', 'csv', 'md'] as const)(
  'a full disk is an OutputError that names the file: %s',
  async (format) => {
    await using outputs = await outputsOf(['/dev/full'], { format })
    const failure = outputs.finish(ending())
    await expect(failure).rejects.toThrow(OutputError)
    await expect(failure).rejects.toThrow('cannot write /dev/full: ENOSPC')
  },
)

describe('what only all pages together can tell', () => {
  test.each([
    ['out.jsonl', [], false],
    ['out.csv', [], false],
    ['out.csv', ['url', 'corpus.links.in'], true],
    ['out.json', [], true],
    ['out.md', [], true],
    ['out.sqlite', [], true],
    ['out.parquet', [], true],
  ])('is wanted where %s with the fields %j says it: %s', async (name, fields, isWanted) => {
    const at = await temporaryFolder()
    await using alone = await outputsOf([at(name)], { fields })
    await using besideLines = await outputsOf([at('lines.jsonl'), at(name)], { fields })
    expect([alone.wantsCorpus, besideLines.wantsCorpus]).toEqual([isWanted, isWanted])
  })
})
