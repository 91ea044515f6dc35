import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { InputError } from '../../src/errors.ts'
import { checkOutputs } from '../../src/output/checkOutputs.ts'
import { outputFormat } from '../../src/output/format.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { outputsOf } from './outputs.ts'

describe('the ending of an output', () => {
  test.each([
    ['out.json', 'json'],
    ['out.jsonl', 'jsonl'],
    ['a/b.c/OUT.CSV', 'csv'],
    ['out.md', 'md'],
    ['out.sqlite', 'sqlite'],
    ['out.2026.parquet', 'parquet'],
    ['out.json.gz', 'json'],
    ['out.jsonl.gz', 'jsonl'],
    ['out.csv.gz', 'csv'],
    ['out.md.GZ', 'md'],
  ])('of %s names %s', (file, format) => {
    expect(outputFormat(file)).toBe(format)
  })

  test.each([
    'out',
    'out.txt',
    'out.gz',
    'out.sqlite.gz',
    'out.parquet.gz',
    'json/out',
    '.json',
    '.json.d/out.',
  ])('of %s names no format: the error has them all', (file) => {
    expect(() => outputFormat(file)).toThrow(InputError)
    expect(() => outputFormat(file)).toThrow(
      `${file}: an output ends in .json, .jsonl, .csv or .md, in one of these and .gz, in .sqlite or .parquet, or is - for standard output`,
    )
  })
})

describe('outputs are checked before the first request', () => {
  test.each([
    ['out.xlsx', 'an output ends in'],
    ['missing/out.json', 'cannot be written: there is no folder'],
    ['missing/out.sqlite', 'cannot be written: there is no folder'],
    ['folder.json', 'is a folder, not a file to write'],
    ['file/out.csv', 'cannot be written (ENOTDIR)'],
    ['pipe.sqlite', 'its format needs a file, it cannot be streamed'],
    ['pipe.parquet', 'its format needs a file, it cannot be streamed'],
  ])('%s: %s', async (name, reason) => {
    const at = await temporaryFolder()
    mkdirSync(at('folder.json'))
    writeFileSync(at('file'), '')
    symlinkSync('/dev/null', at('pipe.sqlite'))
    symlinkSync('/dev/null', at('pipe.parquet'))
    const check = checkOutputs([at(name)], [])
    await expect(check).rejects.toThrow(InputError)
    await expect(check).rejects.toThrow(`${at(name)}: ${reason}`)
  })

  test.each([
    [{ failed: 'failed.json' }, 'failed.json: a file for the failures ends in .txt, .csv or .jsonl'],
    [{ failed: '-' }, '-: a file for the failures ends in .txt, .csv or .jsonl'],
    [{ failed: 'failed.csv.gz' }, 'failed.csv.gz: a file for the failures ends in .txt, .csv or .jsonl'],
    [{ graph: 'graph.json' }, 'graph.json: a file for the links ends in .graphml or .csv'],
    [{ failed: 'missing/failed.txt' }, 'missing/failed.txt: cannot be written: there is no folder'],
    [{ graph: 'missing/graph.graphml' }, 'missing/graph.graphml: cannot be written: there is no folder'],
    [{ failed: 'folder.csv' }, 'folder.csv: is a folder, not a file to write'],
    [{ graph: 'out.csv' }, 'out.csv: named twice as an output'],
    [{ failed: 'same.csv', graph: 'same.csv' }, 'same.csv: named twice as an output'],
    [{ failed: 'list.txt' }, 'list.txt: the run reads this file, and would write over it'],
  ])('%j: %s', async (side, reason) => {
    const at = await temporaryFolder()
    mkdirSync(at('folder.csv'))
    const sideFiles = Object.fromEntries(
      Object.entries(side).map(([key, name]) => [key, name === '-' ? name : at(name)]),
    )
    const expected = reason.startsWith('-') ? reason : at(reason)
    const check = checkOutputs([at('out.csv')], [at('list.txt')], sideFiles)
    await expect(check).rejects.toThrow(InputError)
    await expect(check).rejects.toThrow(expected)
  })

  test('one file named twice', async () => {
    const at = await temporaryFolder()
    await expect(checkOutputs([at('out.json'), at('../x/../out.json'), at('out.json')], [])).rejects.toThrow(
      'named twice',
    )
  })

  test.each(['files', 'failed', 'graph'])(
    'a folder that is not there, though the path leads out of it again: %s',
    async (key) => {
      const at = await temporaryFolder()
      const path = `${at('missing')}/../out.csv`
      const check = key === 'files' ? checkOutputs([path], []) : checkOutputs([], [], { [key]: path })
      await expect(check).rejects.toThrow(InputError)
      await expect(check).rejects.toThrow(
        `${path}: cannot be written: there is no folder ${at('missing')}/..`,
      )
    },
  )

  test('one file named twice, once by way of a link', async () => {
    const at = await temporaryFolder()
    mkdirSync(at('elsewhere/deep'), { recursive: true })
    symlinkSync(at('elsewhere/deep'), at('link'))
    const check = checkOutputs([at('elsewhere/out.json'), `${at('link')}/../out.json`], [])
    await expect(check).rejects.toThrow('named twice')
  })

  test('a file that the run reads, by whatever name', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('list.json'), 'https://a.example/')
    symlinkSync(at('list.json'), at('link.json'))
    await expect(checkOutputs([at('link.json')], [at('list.json')])).rejects.toThrow('would write over it')
  })

  test('standard output, a device and new files are fine', async () => {
    const at = await temporaryFolder()
    const files = ['-', '/dev/null', at('out.json'), at('out.csv.gz'), at('out.sqlite')]
    const side = { failed: at('failed.txt'), graph: at('graph.graphml') }
    await expect(checkOutputs(files, [], side)).resolves.toBeUndefined()
    await expect(checkOutputs(files, [], { failed: null, graph: null })).resolves.toBeUndefined()
  })
})

test('a device cannot be opened for a format that needs a file', async () => {
  const at = await temporaryFolder()
  symlinkSync('/dev/null', at('out.sqlite'))
  await expect(outputsOf([at('out.sqlite')])).rejects.toThrow(InputError)
})
