import { chmod, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { InputError } from '../../../src/errors.ts'
import { type Cookies, createCookies } from '../../../src/fetch/cookies/cookies.ts'
import { cookiesOf } from '../../../src/fetch/cookies/cookiesTxt.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

const unexpected = (message: string): never => {
  throw new Error(message)
}
const jar = (file: string | null = null): Promise<Cookies> => createCookies({ file, warn: unexpected })
const sent = (cookies: Cookies, url: string): string => cookies.header(new URL(url))
const set = (cookies: Cookies, url: string, ...lines: string[]): void => cookies.store(new URL(url), lines)

/** What the jar sends to `asked` after `url` has answered with a `set-cookie`. */
async function sentAfter(url: string, setCookie: string, asked = url): Promise<string> {
  await using cookies = await jar()
  set(cookies, url, setCookie)
  return sent(cookies, asked)
}

afterEach(() => {
  vi.useRealTimers()
})

describe('a cookie', () => {
  test('goes back to where it came from, and nowhere else', async () => {
    expect(await sentAfter('https://a.example.com/', 'n=v')).toBe('n=v')
    expect(await sentAfter('https://a.example.com/', 'n=v', 'https://b.example.com/')).toBe('')
    expect(await sentAfter('https://example.com/', 'n=v', 'https://a.example.com/')).toBe('')
  })

  test.each([
    ['a domain above', 'https://a.example.com/', 'n=v; Domain=example.com', 'https://b.example.com/', 'n=v'],
    [
      'a dot before it',
      'https://a.example.com/',
      'n=v; Domain=.example.com',
      'https://b.example.com/',
      'n=v',
    ],
    ['a path', 'https://e.com/', 'n=v; Path=/docs', 'https://e.com/docs/a', 'n=v'],
    ['a path that is another', 'https://e.com/', 'n=v; Path=/docs', 'https://e.com/docs2', ''],
    ['no path: that of the folder', 'https://e.com/docs/a', 'n=v', 'https://e.com/other/', ''],
    ['an escaped path', 'https://e.com/a%20b/c', 'n=v', 'https://e.com/a%20b/d', 'n=v'],
    ['an escaped path in words', 'https://e.com/', 'n=v; Path=/a%20b', 'https://e.com/a%20b/', 'n=v'],
    ['Secure, then http', 'https://e.com/', 'n=v; Secure', 'http://e.com/', ''],
    ['Secure from http', 'http://e.com/', 'n=v; Secure', 'https://e.com/', ''],
    ['HttpOnly', 'https://e.com/', 'n=v; HttpOnly', 'https://e.com/', 'n=v'],
    ['another port', 'https://e.com/', 'n=v', 'https://e.com:8443/', ''],
    ['another scheme', 'http://e.com/', 'n=v', 'https://e.com/', ''],
    ['a host below its domain', 'https://a.e.com/', 'n=v; Domain=e.com', 'https://b.e.com/', 'n=v'],
    ['an address', 'http://127.0.0.1/', 'n=v', 'http://127.0.0.1/', 'n=v'],
    ['an IPv6 address', 'http://[::1]/', 'n=v', 'http://[::1]/', 'n=v'],
    ['its own address as domain', 'http://127.0.0.1/', 'n=v; Domain=127.0.0.1', 'http://127.0.0.1/', 'n=v'],
    ['a host without a dot', 'http://intranet/', 'n=v; Domain=intranet', 'http://intranet/', 'n=v'],
    ['localhost', 'http://localhost/', 'n=v', 'http://localhost/', 'n=v'],
    ['an IDN', 'https://a.bücher.de/', 'n=v; Domain=BÜCHER.de', 'https://b.xn--bcher-kva.de/', 'n=v'],
    ['no name', 'https://e.com/', 'token', 'https://e.com/', 'token'],
  ])('with %s keeps to the rules', async (_, url, line, asked, expected) => {
    expect(await sentAfter(url, line, asked)).toBe(expected)
  })

  test.each([
    ['for a public suffix', 'https://shop.co.uk/', 'n=v; Domain=co.uk', 'https://other.co.uk/'],
    ['for a private public suffix', 'https://a.github.io/', 'n=v; Domain=github.io', 'https://b.github.io/'],
    ['from a suffix, for those below', 'https://github.io/', 'n=v; Domain=github.io', 'https://b.github.io/'],
    ['for another site', 'https://a.com/', 'n=v; Domain=b.com', 'https://b.com/'],
    ['with a prefix it has no right to', 'https://e.com/', '__Host-n=v', 'https://e.com/'],
    ['with a control character', 'https://e.com/', 'n=a\u007fb', 'https://e.com/'],
    ['that no header can carry', 'https://e.com/', 'n=\u20ac', 'https://e.com/'],
    ['with a path that would break a line', 'https://e.com/', 'n=v; Path=/a\tb', 'https://e.com/a%09b'],
    ['that is too long', 'https://e.com/', `n=${'v'.repeat(4096)}`, 'https://e.com/'],
    ['that is empty', 'https://e.com/', '', 'https://e.com/'],
    ['that is a mark alone', 'https://e.com/', '=', 'https://e.com/'],
  ])('%s is ignored', async (_, url, line, asked) => {
    expect(await sentAfter(url, line, asked)).toBe('')
  })

  test('that is invalid does not take its neighbours along', async () => {
    await using cookies = await jar()
    set(cookies, 'https://e.com/', 'a=1', 'b=2; Domain=com', 'c=3; Expires=soon; Max-Age=long')
    expect(sent(cookies, 'https://e.com/')).toBe('a=1; c=3')
  })

  test('comes from one header or several, or from none', async () => {
    await using cookies = await jar()
    cookies.store(new URL('https://e.com/'), undefined)
    cookies.store(new URL('https://e.com/'), 'a=1')
    cookies.store(new URL('https://e.com/'), ['b=2', 'a=3'])
    expect(sent(cookies, 'https://e.com/')).toBe('a=3; b=2')
  })

  test('ends when its time has come, however often it was used', async () => {
    vi.useFakeTimers({ now: 1_000_000, toFake: ['Date'] })
    await using cookies = await jar()
    set(
      cookies,
      'https://e.com/',
      'age=1; Max-Age=60',
      'date=1; Expires=Thu, 01 Jan 1970 00:17:40 GMT',
      's=1',
    )
    vi.setSystemTime(1_000_000 + 50_000)
    expect(sent(cookies, 'https://e.com/')).toBe('age=1; date=1; s=1')
    vi.setSystemTime(1_000_000 + 61_000)
    expect(sent(cookies, 'https://e.com/')).toBe('s=1')
  })

  test('is taken back by one that has ended', async () => {
    await using cookies = await jar()
    set(cookies, 'https://e.com/', 'a=1', 'b=2')
    set(cookies, 'https://e.com/', 'a=; Max-Age=0')
    expect(sent(cookies, 'https://e.com/')).toBe('b=2')
  })

  test('never throws, whatever a server sends from wherever', async () => {
    await using cookies = await jar()
    const line = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('n=v; Domain=test', 'n=v; Domain=.'),
    )
    const url = fc.oneof(
      fc.webUrl(),
      fc.constantFrom('http://test/', 'http://local/', 'http://com/', 'http://a..b/'),
    )
    fc.assert(
      fc.property(url, fc.array(line), (from, lines) => {
        set(cookies, from, ...lines)
        expect(sent(cookies, from)).toMatch(/^[\x20-\x7e\x80-\xff]*$/)
      }),
      { numRuns: 50 },
    )
  })

  test('is one of 180 at most that a domain can have; the longest unused go first', async () => {
    vi.useFakeTimers({ now: 1_000_000, toFake: ['Date'] })
    await using cookies = await jar()
    set(cookies, 'https://other.com/', 'other=1')
    for (let number = 0; number < 1000; number++) {
      vi.advanceTimersByTime(1)
      set(cookies, 'https://e.com/', `n${number}=v`)
    }
    const names = sent(cookies, 'https://e.com/').split('; ')
    expect(names.length).toBeGreaterThanOrEqual(135)
    expect(names.length).toBeLessThanOrEqual(180)
    expect(names).toContain('n999=v')
    expect(names).not.toContain('n0=v')
    expect(sent(cookies, 'https://other.com/')).toBe('other=1')
  })
})

describe('the jar file', () => {
  const LATER = Math.trunc(Date.now() / 1000) + 86_400
  const linesOf = async (file: string): Promise<string[]> =>
    (await readFile(file, 'latin1')).split('\n').filter((line) => line !== '' && !line.startsWith('# '))

  test('is made when there is none, for its owner alone', async () => {
    const file = (await temporaryFolder())('jar.txt')
    {
      await using cookies = await jar(file)
      set(
        cookies,
        'https://www.example.com/docs/a',
        'session=1',
        `long=2; Domain=example.com; Path=/; Secure; HttpOnly; Expires=${new Date(LATER * 1000).toUTCString()}`,
        'gone=3; Max-Age=0',
      )
    }
    expect(await linesOf(file)).toEqual([
      'www.example.com\tFALSE\t/docs\tFALSE\t0\tsession\t1',
      `#HttpOnly_.example.com\tTRUE\t/\tTRUE\t${LATER}\tlong\t2`,
    ])
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  test('keeps what was in it and is still valid, and loses what has ended', async () => {
    const file = (await temporaryFolder())('jar.txt')
    const kept = [
      `.example.com\tTRUE\t/\tTRUE\t${LATER}\tmine\tv`,
      '#HttpOnly_a.example.com\tFALSE\t/docs\tFALSE\t0\tsession\t"quoted, v"',
      '::1\tFALSE\t/\tFALSE\t0\tsix\tv',
    ]
    const ended = 'a.example.com\tFALSE\t/\tFALSE\t1\told\tv'
    const suffix = '.co.uk\tTRUE\t/\tFALSE\t0\tsuper\tv'
    await writeFile(
      file,
      ['\u00ef\u00bb\u00bf# Netscape HTTP Cookie File', ...kept, ended, suffix, ''].join('\n'),
      'latin1',
    )
    await chmod(file, 0o644)
    {
      await using cookies = await jar(file)
      expect(sent(cookies, 'https://a.example.com/docs/')).toBe('session="quoted, v"; mine=v')
      expect(sent(cookies, 'https://b.example.com/')).toBe('mine=v')
      expect(sent(cookies, 'http://[::1]/')).toBe('six=v')
      expect(sent(cookies, 'https://shop.co.uk/')).toBe('')
      set(cookies, 'https://new.com/', 'n=v')
    }
    expect(await linesOf(file)).toEqual([...kept, 'new.com\tFALSE\t/\tFALSE\t0\tn\tv'])
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  test('gives a later run what an earlier one has got, byte for byte', async () => {
    const path = await temporaryFolder()
    const part = fc.string({
      unit: fc.constantFrom('a', 'B', '1', '-', '=', '"', ',', ' ', '#', '\u00e9', '\u00ff'),
    })
    const line = fc.record({
      name: part,
      value: part,
      attributes: fc.subarray(['Domain=example.com', 'Path=/x', 'HttpOnly', 'Secure', `Max-Age=${86_400}`]),
    })
    const hosts = [
      'https://example.com/x/',
      'https://a.example.com/',
      'http://localhost/x/',
      'https://[::1]/',
    ]
    let number = 0
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(...hosts), line)), async (answers) => {
        const file = path(`jar-${number++}`)
        const before = await jar(file)
        for (const [url, { name, value, attributes }] of answers)
          set(before, url, [`${name}=${value}`, ...attributes].join('; '))
        const expected = hosts.map((url) => sent(before, url))
        await before[Symbol.asyncDispose]()
        const after = await jar(file)
        expect(hosts.map((url) => sent(after, url))).toEqual(expected)
        expect(cookiesOf(await readFile(file, 'latin1'), file)).toBeDefined()
      }),
      { numRuns: 40 },
    )
  })

  test('stays where a symbolic link says, and leaves nothing beside it', async () => {
    const path = await temporaryFolder()
    await writeFile(path('real'), '')
    await writeFile(path('real.textmill-tmp'), 'left by a killed run', { mode: 0o644 })
    await symlink(path('real'), path('link'))
    {
      await using cookies = await jar(path('link'))
      set(cookies, 'https://e.com/', 'n=v')
    }
    expect(await linesOf(path('real'))).toHaveLength(1)
    expect((await stat(path('real'))).mode & 0o777).toBe(0o600)
    expect((await readdir(path('.'))).sort()).toEqual(['link', 'real'])
  })

  test('that is none is refused before anything is fetched, and left alone', async () => {
    const file = (await temporaryFolder())('notes.txt')
    await writeFile(file, 'buy milk')
    await expect(jar(file)).rejects.toThrow(InputError)
    await expect(jar(file)).rejects.toThrow(`${file}:1: `)
    expect(await readFile(file, 'utf8')).toBe('buy milk')
  })

  test('that is a folder is refused', async () => {
    const folder = (await temporaryFolder())('.')
    await expect(jar(folder)).rejects.toThrow(InputError)
  })

  test('in a folder that is not there is refused at once, not when its cookies would be lost', async () => {
    const path = await temporaryFolder()
    await expect(jar(path('gone/jar.txt'))).rejects.toThrow(InputError)
  })

  test('that cannot be written in the end is a warning without a cookie in it', async () => {
    const path = await temporaryFolder()
    const warnings: string[] = []
    await mkdir(path('gone'))
    const cookies = await createCookies({
      file: path('gone/jar.txt'),
      warn: (message) => warnings.push(message),
    })
    set(cookies, 'https://e.com/', 'n=TOPSECRET')
    await rm(path('gone'), { recursive: true })
    await cookies[Symbol.asyncDispose]()
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain(path('gone/jar.txt'))
    expect(warnings[0]).not.toContain('TOPSECRET')
  })

  test('whose place was taken by a folder meanwhile is a warning, and nothing is left beside it', async () => {
    const path = await temporaryFolder()
    const warnings: string[] = []
    const cookies = await createCookies({ file: path('jar.txt'), warn: (message) => warnings.push(message) })
    await mkdir(path('jar.txt'))
    await cookies[Symbol.asyncDispose]()
    expect(warnings).toHaveLength(1)
    expect(await readdir(path('.'))).toEqual(['jar.txt'])
  })
})
