import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { createPageSaver } from '../../src/savedPages/createPageSaver.ts'
import { createSavedPages } from '../../src/savedPages/createSavedPages.ts'
import { fakeIo } from '../cli/fakeIo.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const pageOf = (word: string) => `<title>The ${word}</title><link rel=icon href=x><p>The ${word} turns.`

async function analyse(args: readonly string[]) {
  const at = await temporaryFolder()
  const { io, out, err } = fakeIo({ cwd: at('.') })
  const code = await run(['analyse', ...args], io)
  const rows = out()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
  return { code, rows, err: err() }
}

/** A folder into which these pages, one of them compressed, were saved. */
async function savedFolder() {
  const at = await temporaryFolder()
  const saver = await createPageSaver(at('.'))
  for (const [place, word] of ['wheel', 'stone', 'miller'].entries()) {
    const isPacked = place === 1
    await saver.save({
      url: `https://mill.example/${word}`,
      place,
      finalUrl: `https://mill.example/a/${word}`,
      statusCode: 200,
      contentType: 'text/html',
      contentEncoding: isPacked ? 'gzip' : '',
      refresh: '',
      redirects: [],
      body: new Uint8Array(isPacked ? gzipSync(pageOf(word)) : Buffer.from(pageOf(word))),
    })
  }
  return { at, files: (await createSavedPages(at('.'), 1000)).entries.map(({ file }) => file) }
}

describe('scrape analyse of a folder of saved pages', () => {
  test('prints a line for each, as if it came from where it was fetched', async () => {
    const { at, files } = await savedFolder()
    const { code, rows, err } = await analyse([at('.')])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(rows).toMatchObject(
      ['wheel', 'stone', 'miller'].map((word, i) => ({
        file: files[i],
        url: `https://mill.example/a/${word}`,
        status: 'ok',
        analysis: { title: `The ${word}`, metadata: { favicon: 'https://mill.example/a/x' } },
      })),
    )
  })

  test('has a row for a page that is damaged, and lines for the others', async () => {
    const { at, files } = await savedFolder()
    rmSync(files[0] ?? '')
    writeFileSync((files[1] ?? '').replace(/body$/, 'json'), '{')
    writeFileSync(at('notes.txt'), '')
    const { code, rows, err } = await analyse([at('.')])
    expect(code).toBe(1)
    expect(rows.map(({ status }) => status)).toEqual(['failed', 'ok', 'failed'])
    expect(rows[0]).toMatchObject({ file: files[0], failure: { code: 'truncated', stage: 'source' } })
    expect(rows[2]).toMatchObject({ file: (files[1] ?? '').replace(/body$/, 'json') })
    expect(err.split('\n')).toEqual([
      expect.stringMatching(/^warning: .*: 1 file is no page$/),
      expect.stringContaining('.body is missing'),
      expect.stringContaining('it is not JSON'),
      '',
    ])
  })

  test.each([[['--url', 'https://a.example/']], [['--content-type', 'text/html']]])(
    'takes no %j',
    async (flags) => {
      const { at } = await savedFolder()
      const { code, rows, err } = await analyse([at('.'), ...flags])
      expect({ code, rows }).toEqual({ code: 2, rows: [] })
      expect(err).toContain('its pages say where they are from: leave out --url and --content-type')
    },
  )
})

describe('scrape analyse of any other folder', () => {
  test('prints a line for every page in it and below it, by their paths', async () => {
    const at = await temporaryFolder()
    mkdirSync(at('b/deep'), { recursive: true })
    const pages = ['a.html', 'b/deep/z.txt', 'b/one.htm.gz', 'c.xhtml']
    for (const name of pages)
      writeFileSync(at(name), name.endsWith('.gz') ? gzipSync(pageOf(name)) : pageOf(name))
    writeFileSync(at('b/style.css'), 'p {}')
    symlinkSync(at('b'), at('b/deep/again'))
    const { code, rows, err } = await analyse([at('.')])
    expect(rows.map(({ file }) => file)).toEqual(pages.map(at))
    expect(rows.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'ok'])
    expect({ code, err }).toEqual({ code: 0, err: `warning: ${at('.')}: 2 files are no page\n` })
  })

  test('prints a line even for a single page, and for files that are named beside the folder', async () => {
    const at = await temporaryFolder()
    mkdirSync(at('pages'))
    writeFileSync(at('pages/a.html'), pageOf('wheel'))
    writeFileSync(at('b.html'), pageOf('stone'))
    expect((await analyse([at('pages')])).rows).toMatchObject([{ file: at('pages/a.html'), status: 'ok' }])
    const { rows } = await analyse([at('b.html'), at('pages')])
    expect(rows.map(({ file }) => file)).toEqual([at('b.html'), at('pages/a.html')])
  })

  test('says so when there is no page in it', async () => {
    const at = await temporaryFolder()
    const { code, rows, err } = await analyse([at('.')])
    expect({ code, rows, err }).toEqual({
      code: 2,
      rows: [],
      err: expect.stringContaining(`${at('.')}: there is no page in this folder`),
    })
  })
})
