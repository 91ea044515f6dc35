import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InputError, OutputError } from '../../src/errors.ts'
import { createPageSaver, type PageToSave } from '../../src/savedPages/createPageSaver.ts'
import { createSavedPages } from '../../src/savedPages/createSavedPages.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const MILL = 'https://mill.example/'
const MAX_BODY_BYTES = 1000

const pageAt = (url: string, facts: Partial<PageToSave> = {}): PageToSave => ({
  url,
  finalUrl: url,
  statusCode: 200,
  contentType: 'text/html; charset=utf-8',
  contentEncoding: '',
  refresh: '',
  redirects: [],
  body: new TextEncoder().encode('<p>The mill'),
  ...facts,
})

/** A folder with these pages in it. */
async function folderWith(pages: readonly PageToSave[]): Promise<string> {
  const at = await temporaryFolder()
  const saver = await createPageSaver(at('pages'), () => 0)
  for (const page of pages) await saver.save(page)
  return at('pages')
}

const read = (folder: string) => createSavedPages(folder, MAX_BODY_BYTES)

/** All files of a folder, by their paths in it. */
const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()

describe('a saved page', () => {
  test('is found again as it was fetched, bytes and all', async () => {
    const page = pageAt('https://mill.example/old?b=1', {
      finalUrl: MILL,
      statusCode: 203,
      contentEncoding: 'gzip',
      refresh: '900',
      redirects: [{ url: 'https://mill.example/old?b=1', statusCode: 301 }],
      body: new Uint8Array([0x1f, 0x8b, 0, 255, 13, 10]),
    })
    const saved = await read(await folderWith([page]))
    const { url, ...fetched } = page
    expect(await saved.page(url)).toEqual(fetched)
  })

  test('has a buffer of its own, so that it can be moved to a thread', async () => {
    const saved = await read(await folderWith([pageAt(MILL)]))
    const found = await saved.page(MILL)
    expect(found && 'body' in found && found.body.buffer.byteLength).toBe('<p>The mill'.length)
  })

  test('lies in the folder that the path leads to, by way of a link too', async () => {
    const at = await temporaryFolder()
    mkdirSync(at('elsewhere/deep'), { recursive: true })
    symlinkSync(at('elsewhere/deep'), at('link'))
    const saver = await createPageSaver(`${at('link')}/../pages`)
    await saver.save(pageAt(MILL))
    expect(filesOf(at('elsewhere/pages'))).toHaveLength(2)
    expect(readdirSync(at('.'))).toEqual(['elsewhere', 'link'])
  })

  test('lies in two files named after its URL, which anybody can read', async () => {
    const folder = await folderWith([pageAt(MILL, { place: 7 })])
    const [body = '', facts = ''] = filesOf(folder)
    expect(body).toMatch(/\/([\da-f]{2})\/\1[\da-f]{62}\.body$/)
    expect(facts).toBe(body.replace(/body$/, 'json'))
    expect(readFileSync(body, 'utf8')).toBe('<p>The mill')
    expect(JSON.parse(readFileSync(facts, 'utf8'))).toEqual({
      version: 1,
      url: MILL,
      place: 7,
      finalUrl: MILL,
      statusCode: 200,
      contentType: 'text/html; charset=utf-8',
      contentEncoding: '',
      refresh: '',
      redirects: [],
      bytes: 11,
      fetchedAt: '1970-01-01T00:00:00.000Z',
    })
  })

  test('takes the place of the one that was saved before', async () => {
    const folder = await folderWith([pageAt(MILL), pageAt(MILL, { body: new Uint8Array(), statusCode: 204 })])
    const saved = await read(folder)
    expect(await saved.page(MILL)).toMatchObject({ statusCode: 204, body: new Uint8Array() })
    expect(filesOf(folder)).toHaveLength(2)
  })

  test('is none where its URL was never saved', async () => {
    expect(await (await read(await folderWith([pageAt(MILL)]))).page(`${MILL}other`)).toBeNull()
  })

  test('may be any page', async () => {
    const texts = fc.record({ contentType: fc.string(), contentEncoding: fc.string(), refresh: fc.string() })
    const agrees = async (facts: Partial<PageToSave>, path: string, body: Uint8Array) => {
      const page = pageAt(new URL(path, MILL).href, { ...facts, body: new Uint8Array(body) })
      const folder = await folderWith([page])
      const { url, ...fetched } = page
      expect(await (await read(folder)).page(url)).toEqual(fetched)
    }
    const paths = fc.webPath().filter((path) => URL.canParse(path, MILL))
    await fc.assert(fc.asyncProperty(texts, paths, fc.uint8Array(), agrees), { numRuns: 5 })
  })
})

describe('the pages of a folder', () => {
  test('come by their places, then by their URLs', async () => {
    const saved = await read(
      await folderWith([
        pageAt('https://c.example/'),
        pageAt('https://d.example/', { place: 10 }),
        pageAt('https://b.example/', { place: 9 }),
        pageAt('https://a.example/', { place: 10 }),
        pageAt('https://b.example/x'),
      ]),
    )
    expect(saved.entries.map(({ url }) => url)).toEqual([
      'https://b.example/',
      'https://a.example/',
      'https://d.example/',
      'https://b.example/x',
      'https://c.example/',
    ])
    expect(saved.entries[0]).toMatchObject({ host: 'b.example', file: expect.stringMatching(/\.body$/) })
  })

  test('are all that were saved at once', async () => {
    const at = await temporaryFolder()
    const saver = await createPageSaver(at('deep/pages'))
    const pages = Array.from({ length: 100 }, (_, place) => pageAt(`${MILL}${place}`, { place }))
    await Promise.all(pages.map((page) => saver.save(page)))
    const saved = await read(at('deep/pages'))
    expect(saved.entries.map(({ url }) => url)).toEqual(pages.map(({ url }) => url))
    expect(saved.strays).toBe(0)
  })

  test('lie in a folder in which nothing else is left', async () => {
    const at = await temporaryFolder()
    await createPageSaver(at('deep/pages'))
    await createPageSaver(at('deep/pages/'))
    expect(readdirSync(at('deep/pages'))).toEqual([])
  })

  test('are not what else lies there, which is counted', async () => {
    const folder = await folderWith([pageAt(MILL)])
    const [body = ''] = filesOf(folder)
    writeFileSync(join(folder, 'notes.txt'), '')
    mkdirSync(join(folder, 'more'))
    writeFileSync(body.replace(/[\da-f]\.body$/, 'x.body'), '')
    expect(await read(folder)).toMatchObject({ entries: [{ url: MILL }], broken: [], strays: 3 })
  })

  test('are none in a folder where none were saved', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('page.html'), '')
    expect(await read(at('.'))).toMatchObject({ entries: [], broken: [], strays: 1 })
  })
})

describe('a run that was killed while it saved a page', () => {
  test.each([
    ['the bytes were being written', ['.body.tmp']],
    ['the bytes were written', ['.body']],
    ['the facts were being written', ['.body', '.json.tmp']],
  ])('leaves no page when %s', async (_when, endings) => {
    const folder = await folderWith([pageAt(MILL)])
    const [body = ''] = filesOf(folder)
    for (const file of filesOf(folder)) rmSync(file)
    for (const ending of endings) writeFileSync(body.replace(/\.body$/, ending), 'ha')
    const saved = await read(folder)
    expect(saved).toMatchObject({ entries: [], broken: [] })
    expect(await saved.page(MILL)).toBeNull()
    const saver = await createPageSaver(folder)
    await saver.save(pageAt(MILL))
    expect(filesOf(folder)).toHaveLength(2)
  })
})

describe('a damaged file', () => {
  const withFacts = (change: Readonly<Record<string, unknown>>) => (_body: string, facts: string) =>
    writeFileSync(facts, JSON.stringify({ ...JSON.parse(readFileSync(facts, 'utf8')), ...change }))

  test.each<[string, (body: string, facts: string) => void, string]>([
    [
      'cut',
      (_body, facts) => writeFileSync(facts, '{"url":'),
      '.json tells of no saved page: it is not JSON',
    ],
    ['another', (_body, facts) => writeFileSync(facts, 'null'), ': it is not as it was written'],
    ['of the wrong type', withFacts({ statusCode: '200' }), ': statusCode is not as it was written'],
    ['with an address that is none', withFacts({ finalUrl: 'x' }), ': finalUrl is not as it was written'],
    ['of a later version', withFacts({ version: 2 }), ': version is not as it was written'],
    ['a folder', (_body, facts) => replacedByFolder(facts), ': it cannot be read (EISDIR)'],
  ])('that tells of a page is told by its name: %s', async (_what, damage, reason) => {
    const folder = await folderWith([pageAt(MILL), pageAt(`${MILL}b`, { place: 0 })])
    const saved = await read(folder)
    const facts = (saved.entries[1]?.file ?? '').replace(/body$/, 'json')
    damage('', facts)
    const failure = { stage: 'source', code: 'truncated', message: expect.stringContaining(reason) }
    const again = await read(folder)
    expect(again.entries.map(({ url }) => url)).toEqual([`${MILL}b`])
    expect(again.broken).toEqual([{ file: facts, failure }])
    expect(await again.page(MILL)).toEqual(failure)
  })

  test.each<[string, (body: string) => void, string]>([
    ['missing', (body) => rmSync(body), '.body is missing'],
    ['cut', (body) => writeFileSync(body, '<p>'), '.body has 3 bytes, and 11 were saved'],
    ['a folder', (body) => replacedByFolder(body), '.body '],
  ])('with the bytes of a page is a failure of that page: %s', async (_what, damage, reason) => {
    const folder = await folderWith([pageAt(MILL)])
    const saved = await read(folder)
    damage(saved.entries[0]?.file ?? '')
    const failure = { stage: 'source', code: 'truncated', message: expect.stringContaining(reason) }
    expect(await saved.page(MILL)).toEqual(failure)
    expect((await read(folder)).entries).toHaveLength(1)
  })

  test('is not one that is only larger than is wanted', async () => {
    const saved = await read(await folderWith([pageAt(MILL, { body: new Uint8Array(MAX_BODY_BYTES + 1) })]))
    const message = 'the body is larger than 1000 bytes'
    expect(await saved.page(MILL)).toEqual({ stage: 'source', code: 'body-too-large', message })
  })
})

describe('a folder that cannot be used', () => {
  test('for saving is told before the first page', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('file'), '')
    await expect(createPageSaver(at('file'))).rejects.toThrow(InputError)
    await expect(createPageSaver(at('file/pages'))).rejects.toThrow(
      `${at('file/pages')}: pages cannot be saved`,
    )
  })

  test.skipIf(process.platform !== 'linux').each(['/proc', '/proc/pages', '/proc/deep/pages'])(
    'for saving is told also where the system says only that something is missing: %s',
    async (folder) => {
      await expect(createPageSaver(folder)).rejects.toThrow(InputError)
      await expect(createPageSaver(folder)).rejects.toThrow(`${folder}: pages cannot be saved there: ENOENT`)
    },
  )

  test('any longer is told by its name', async () => {
    const at = await temporaryFolder()
    const saver = await createPageSaver(at('pages'))
    rmSync(at('pages'), { recursive: true })
    writeFileSync(at('pages'), '')
    const saving = saver.save(pageAt(MILL))
    await expect(saving).rejects.toThrow(OutputError)
    await expect(saving).rejects.toThrow(`cannot save a page in ${at('pages')}: `)
  })

  test('for reading is an error', async () => {
    const at = await temporaryFolder()
    writeFileSync(at('file'), '')
    await expect(read(at('none'))).rejects.toThrow(new InputError(`${at('none')}: no such folder`))
    await expect(read(at('file'))).rejects.toThrow(new InputError(`${at('file')}: not a folder`))
  })
})

function replacedByFolder(file: string): void {
  rmSync(file)
  mkdirSync(file)
}
