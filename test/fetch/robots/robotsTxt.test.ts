import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseRobotsTxt } from '../../../src/fetch/robots/robotsTxt.ts'

/** One check for each URL: what a robot may ask for under a robots.txt, and what not. */
interface Checks {
  readonly robots: string
  readonly agent?: string
  readonly allowed?: readonly string[]
  readonly forbidden?: readonly string[]
}

const ORIGIN = 'http://foo.bar'
const lines = (...written: string[]): string => written.map((line) => `${line}\n`).join('')
const at = (...paths: string[]): string[] => paths.map((path) => ORIGIN + path)
const fooBot = (...rules: string[]): string => lines('user-agent: FooBot', ...rules)
const onlyAllowed = (rule: string): string => fooBot('disallow: /', `allow: ${rule}`)

const SPACED_NAME = lines(
  ...['User-Agent: *', 'Disallow: /'],
  ...['User-Agent: Foo Bar', 'Allow: /x/', 'Disallow: /'],
)
const NAMED_AND_ALL = lines('user-agent: *', 'allow: /', 'user-agent: FooBot', 'disallow: /')

/** A path that fills a line whose key it follows, up to the last two octets that Google's parser reads. */
const longPath = (key: string, letter: string): string => '/x/'.padEnd(8 * 2083 - key.length - 2, letter)
const longA = longPath('allow: ', 'a')
const longB = longPath('allow: ', 'b')
const longForbidden = longPath('disallow: ', 'a')

/** The facts of the checks that Google published with its parser: those of URLs. */
const URL_CHECKS: Readonly<Record<string, readonly Checks[]>> = {
  'a key is one in any case': [
    'USER-AGENT|ALLOW|DISALLOW',
    'user-agent|allow|disallow',
    'uSeR-aGeNt|AlLoW|dIsAlLoW',
  ]
    .map((keys) => keys.split('|'))
    .map(([userAgent, allow, disallow]) => ({
      robots: lines(`${userAgent}: FooBot`, `${allow}: /x/`, `${disallow}: /`),
      allowed: at('/x/y'),
      forbidden: at('/a/b'),
    })),
  'a colon may be missing, a key may not': [
    { robots: fooBot('disallow: /'), forbidden: at('/x/y') },
    { robots: lines('user-agent FooBot', 'disallow /'), forbidden: at('/x/y') },
    { robots: lines('foo: FooBot', 'bar: /'), allowed: at('/x/y') },
  ],
  'nothing to read, nobody to name, nowhere to go': [
    { robots: '', allowed: [''] },
    { robots: '', agent: '', allowed: [''] },
    { robots: fooBot('disallow: /'), agent: '', allowed: [''] },
    { robots: fooBot('disallow: /'), forbidden: [''] },
  ],
  'a robot is named in any case': ['FOO BAR', 'foo bar', 'FoO bAr'].flatMap((name) =>
    ['Foo', 'foo'].map((agent) => ({
      robots: lines(`User-Agent: ${name}`, 'Allow: /x/', 'Disallow: /'),
      agent,
      allowed: at('/x/y'),
      forbidden: at('/a/b'),
    })),
  ),
  'a name ends at its first space': [
    { robots: SPACED_NAME, agent: 'Foo', allowed: at('/x/y') },
    { robots: SPACED_NAME, agent: 'Foo Bar', forbidden: at('/x/y') },
  ],
  'groups of one robot are one, and rules outside of groups are none': [
    ['FooBot', ['/x/b', '/z/d'], ['/y/c', '/foo/bar/']] as const,
    ['BarBot', ['/y/c', '/w/a'], ['/z/d', '/foo/bar/']] as const,
    ['BazBot', ['/z/d'], ['/foo/bar/']] as const,
  ].map(([agent, allowed, forbidden]) => ({
    robots: lines(
      ...['allow: /foo/bar/', ''],
      ...['user-agent: FooBot', 'disallow: /', 'allow: /x/'],
      ...['user-agent: BarBot', 'disallow: /', 'allow: /y/', '', '', 'allow: /w/'],
      ...['user-agent: BazBot', '', 'user-agent: FooBot', 'allow: /z/', 'disallow: /'],
    ),
    agent,
    allowed: at(...allowed),
    forbidden: at(...forbidden),
  })),
  'a line that is no rule does not end a list of robots': [
    lines('User-agent: BarBot', 'Sitemap: https://foo.bar/sitemap', 'User-agent: *', 'Disallow: /'),
    lines('User-agent: FooBot', 'Invalid-Unknown-Line: unknown', 'User-agent: *', 'Disallow: /'),
  ].flatMap((robots) => ['FooBot', 'BarBot'].map((agent) => ({ robots, agent, forbidden: at('/') }))),
  'the group of all is for whom no other group is': [
    { robots: '', allowed: at('/x/y') },
    { robots: NAMED_AND_ALL, allowed: at('/x/y'), agent: 'BarBot' },
    { robots: NAMED_AND_ALL, forbidden: at('/x/y') },
    {
      robots: lines(
        ...['user-agent: FooBot', 'allow: /', 'user-agent: BarBot', 'disallow: /'],
        ...['user-agent: BazBot', 'disallow: /'],
      ),
      agent: 'QuxBot',
      allowed: at('/x/y'),
    },
    {
      robots: lines('User-agent: *', 'Disallow: /x/', 'User-agent: FooBot', 'Disallow: /y/'),
      allowed: at('/x/page'),
      forbidden: at('/y/page'),
    },
  ],
  'a path is compared letter by letter': [
    { robots: fooBot('disallow: /x/'), forbidden: at('/x/y') },
    { robots: fooBot('disallow: /X/'), allowed: at('/x/y') },
  ],
  'the longest rule counts': [
    { robots: fooBot('disallow: /x/page.html', 'allow: /x/'), forbidden: at('/x/page.html') },
    {
      robots: fooBot('allow: /x/page.html', 'disallow: /x/'),
      allowed: at('/x/page.html'),
      forbidden: at('/x/'),
    },
    { robots: fooBot('disallow: /x', 'allow: /x/'), allowed: at('/x/'), forbidden: at('/x') },
    {
      robots: fooBot('allow: /page', 'disallow: /*.html'),
      allowed: at('/page'),
      forbidden: at('/page.html'),
    },
    {
      robots: fooBot('allow: /x/page.', 'disallow: /*.html'),
      allowed: at('/x/page.html'),
      forbidden: at('/x/y.html'),
    },
    { robots: fooBot('allow: /p', 'disallow: /'), allowed: at('/page') },
    { robots: fooBot('allow: /page', 'disallow: /*.htm'), forbidden: at('/page.htm') },
    { robots: fooBot('allow: /$', 'disallow: /'), allowed: at('/'), forbidden: at('/page.html') },
  ],
  'of two rules of one length the one that allows': [
    { robots: fooBot('disallow: ', 'allow: '), allowed: at('/x/page.html') },
    { robots: fooBot('disallow: /', 'allow: /'), allowed: at('/x/page.html') },
    { robots: fooBot('disallow: /x/page.html', 'allow: /x/page.html'), allowed: at('/x/page.html') },
    { robots: fooBot('allow: /folder', 'disallow: /folder'), allowed: at('/folder/page') },
  ],
  'a rule is percent-encoded, a URL has been': [
    {
      robots: onlyAllowed('/foo/bar?qux=taz&baz=http://foo.bar?tar&par'),
      allowed: at('/foo/bar?qux=taz&baz=http://foo.bar?tar&par'),
    },
    { robots: onlyAllowed('/foo/bar/ツ'), allowed: at('/foo/bar/%E3%83%84'), forbidden: at('/foo/bar/ツ') },
    {
      robots: onlyAllowed('/foo/bar/%E3%83%84'),
      allowed: at('/foo/bar/%E3%83%84'),
      forbidden: at('/foo/bar/ツ'),
    },
    {
      robots: onlyAllowed('/foo/bar/%62%61%7A'),
      allowed: at('/foo/bar/%62%61%7A'),
      forbidden: at('/foo/bar/baz'),
    },
  ],
  'three characters mean more than themselves': [
    {
      robots: fooBot('Disallow: /foo/bar/quz', 'Allow: /foo/*/qux'),
      allowed: at('/foo/quz', '/foo//quz', '/foo/bax/quz'),
      forbidden: at('/foo/bar/quz'),
    },
    {
      robots: fooBot('Disallow: /foo/bar$', 'Allow: /foo/bar/qux'),
      allowed: at('/foo/bar/qux', '/foo/bar/', '/foo/bar/baz'),
      forbidden: at('/foo/bar'),
    },
    {
      robots: fooBot('# Disallow: /', 'Disallow: /foo/quz#qux', 'Allow: /'),
      allowed: at('/foo/bar'),
      forbidden: at('/foo/quz'),
    },
  ],
  'an index page that is allowed allows its folder': [
    {
      robots: lines('User-Agent: *', 'Allow: /allowed-slash/index.html', 'Disallow: /'),
      agent: 'foobot',
      allowed: at('/allowed-slash/', '/allowed-slash/index.html'),
      forbidden: at('/allowed-slash/index.htm', '/anyother-url'),
    },
  ],
  'the end of a line that is too long is not read': [
    {
      robots: fooBot(`disallow: ${longForbidden}/qux`),
      allowed: at('/fux'),
      forbidden: at(`${longForbidden}/fux`),
    },
    {
      robots: fooBot('disallow: /', `allow: ${longA}/qux`, `allow: ${longB}/qux`),
      allowed: at(`${longA}/qux`, `${longB}/fux`),
      forbidden: at('/'),
    },
  ],
  'a rule is the beginning of a path': [
    ...[
      ['/fish', '/Fish.asp'],
      ['/fish*', '/Fish.bar'],
    ].map(([rule = '', capital = '']) => ({
      robots: onlyAllowed(rule),
      allowed: at(
        ...['/fish', '/fish.html', '/fish/salmon.html', '/fishheads', '/fishheads/yummy.html'],
        '/fish.html?id=anything',
      ),
      forbidden: at('/bar', capital, '/catfish', '/?id=fish'),
    })),
    {
      robots: onlyAllowed('/fish/'),
      allowed: at('/fish/', '/fish/salmon', '/fish/?salmon', '/fish/salmon.html', '/fish/?id=anything'),
      forbidden: at('/bar', '/fish', '/fish.html', '/Fish/Salmon.html'),
    },
  ],
  'a star is any text, a dollar the end': [
    {
      robots: onlyAllowed('/*.php'),
      allowed: at(
        ...['/filename.php', '/folder/filename.php', '/folder/filename.php?parameters'],
        ...['//folder/any.php.file.html', '/filename.php/', '/index?f=filename.php/'],
      ),
      forbidden: at('/bar', '/php/', '/index?php', '/windows.PHP'),
    },
    {
      robots: onlyAllowed('/*.php$'),
      allowed: at('/filename.php', '/folder/filename.php'),
      forbidden: at(
        ...['/bar', '/filename.php?parameters', '/filename.php/', '/filename.php5', '/php/', '/filename?php'],
        ...['/aaaphpaaa', '//windows.PHP'],
      ),
    },
    {
      robots: onlyAllowed('/fish*.php'),
      allowed: at('/fish.php', '/fishheads/catfish.php?parameters'),
      forbidden: at('/bar', '/Fish.PHP'),
    },
  ],
}

describe('facts of the checks that Google published with its parser, of URLs:', () => {
  test.each(Object.entries(URL_CHECKS))('%s', (_subject, checks) => {
    for (const { robots, agent = 'FooBot', allowed = [], forbidden = [] } of checks) {
      const isAllowed = (url: string): boolean => parseRobotsTxt(robots, agent).verdict(url).allowed
      const wrong = [...allowed.filter((url) => !isAllowed(url)), ...forbidden.filter(isAllowed)]
      expect({ robots, agent, wrong }).toEqual({ robots, agent, wrong: [] })
    }
  })

  test('all 145 are there', () => {
    const counts = Object.values(URL_CHECKS)
      .flat()
      .map(({ allowed = [], forbidden = [] }) => allowed.length + forbidden.length)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(145)
  })
})

/** Their other checks, as far as they show in a verdict. Numbers of lines are counted there and not here. */
describe('facts of the checks that Google published with its parser, of all else:', () => {
  test.each([
    ...['Foobot', 'Foobot-Bar', 'Foo_Bar'].map((name) => [name, true] as const),
    ...['', 'ツ', 'Foobot*', ' Foobot ', 'Foobot/2.1', 'Foobot Bar'].map((name) => [name, false] as const),
  ])('whether a robot can be called %j: %j', (name, canBe) => {
    const { verdict } = parseRobotsTxt(lines(`user-agent: ${name}`, 'disallow: /'), name)
    expect(verdict(`${ORIGIN}/`).allowed).toBe(!canBe)
  })

  test.each([
    ['line feeds', ['\n', '\n', '\n', '\n', '\n', '\n']],
    ['both', ['\r\n', '\r\n', '\r\n', '\r\n', '\r\n', '\r\n']],
    ['carriage returns', ['\r', '\r', '\r', '\r', '\r', '\r']],
    ['line feeds but for the last', ['\n', '\n', '\n', '\n', '\n', '']],
    ['now these and now those', ['\n', '\r\n', '\n', '\r\n', '\n', '']],
  ])('lines may end in %s', (_name, ends) => {
    const written = ['User-Agent: foo', 'Allow: /some/path', 'User-Agent: bar', '', '', 'Disallow: /']
    const robots = written.map((line, index) => line + ends[index]).join('')
    expect(parseRobotsTxt(robots, 'foo').verdict(`${ORIGIN}/some/path`)).toEqual({
      allowed: true,
      rule: 'Allow: /some/path',
    })
    expect(parseRobotsTxt(robots, 'foo').verdict(`${ORIGIN}/`)).toEqual({ allowed: true })
    expect(parseRobotsTxt(robots, 'bar').verdict(`${ORIGIN}/`)).toEqual({
      allowed: false,
      rule: 'Disallow: /',
    })
  })

  test.each([
    ['whole', [0xef, 0xbb, 0xbf], [], true],
    ['without its last octet', [0xef, 0xbb], [], true],
    ['without its last two octets', [0xef], [], true],
    ['broken', [0xef, 0x11, 0xbf], [], false],
    ['in the middle of the file', [], [0xef, 0xbb, 0xbf], false],
  ])('what a byte order mark does that is %s', (_name, first, middle, isRead) => {
    const robots = Buffer.concat([
      Buffer.from(first),
      Buffer.from('User-Agent: foo\n'),
      Buffer.from(middle),
      Buffer.from('Allow: /AnyValue\n'),
    ])
    const { rule } = parseRobotsTxt(robots, 'foo').verdict(`${ORIGIN}/AnyValue`)
    expect(rule).toBe(isRead ? 'Allow: /AnyValue' : undefined)
  })

  test('a sitemap may stand anywhere', () => {
    const sitemap = 'Sitemap: http://foo.bar/sitemap.xml'
    const groups = ['User-Agent: foo', 'Allow: /some/path', 'User-Agent: bar', '', '']
    expect(parseRobotsTxt(lines(...groups, sitemap), 'foo').sitemaps).toEqual(['http://foo.bar/sitemap.xml'])
    expect(parseRobotsTxt(lines(sitemap, ...groups), 'foo').sitemaps).toEqual(['http://foo.bar/sitemap.xml'])
  })

  test.each([
    [
      '/',
      ['', 'http://www.example.com', 'http://www.example.com/', 'example.com', 'example.com/', 'a', 'a/'],
    ],
    ['/a', ['http://www.example.com/a', 'example.com/a', '/a']],
    ['/a/', ['http://www.example.com/a/', 'example.com/a/']],
    ['/b', ['a/b']],
    ['/b/c', ['//a/b/c']],
    ['/?a', ['example.com?a']],
    ['/a;b', ['example.com/a;b#c']],
    ['/a/b?c=d&e=f', ['http://www.example.com/a/b?c=d&e=f#fragment', 'example.com/a/b?c=d&e=f#fragment']],
    ['/a/b?c=http://d.e/', ['http://www.example.com/a/b?c=http://d.e/']],
  ])('the path %j is that of %j', (path, urls) => {
    const { verdict } = parseRobotsTxt(onlyAllowed(`${path}$`), 'FooBot')
    expect(urls.filter((url) => !verdict(url).allowed)).toEqual([])
  })

  test.each([
    ['http://www.example.com', 'http://www.example.com'],
    ['/a/b/c', '/a/b/c'],
    ['á', '%C3%A1'],
    ['%aa', '%AA'],
  ])('a rule of %j matches %j', (written, encoded) => {
    const { verdict } = parseRobotsTxt(onlyAllowed(`*${written}$`), 'FooBot')
    expect(verdict(`${ORIGIN}/${encoded}`).allowed).toBe(true)
  })
})

describe('a verdict', () => {
  test('names the rule it follows as it was written, whether that allows or forbids', () => {
    const { verdict } = parseRobotsTxt(
      lines('User-agent: *', 'DISALOW:/Müller%2f  # no', 'allow : /m*$'),
      'textmill',
    )
    expect(verdict(`${ORIGIN}/M%C3%BCller%2Fx`)).toEqual({ allowed: false, rule: 'Disallow: /Müller%2f' })
    expect(verdict(`${ORIGIN}/mill`)).toEqual({ allowed: true, rule: 'Allow: /m*$' })
    expect(verdict(`${ORIGIN}/other`)).toEqual({ allowed: true })
  })

  test('never forbids the robots.txt itself', () => {
    const { verdict } = parseRobotsTxt(lines('User-agent: *', 'Disallow: /'), 'textmill')
    expect(verdict(`${ORIGIN}/robots.txt`)).toEqual({ allowed: true })
    expect(verdict(`${ORIGIN}/robots.txt.html`).allowed).toBe(false)
  })

  test('is the same for the bytes of a file and for its text', () => {
    const robots = lines('User-agent: *', 'Disallow: /ä')
    for (const body of [robots, Buffer.from(robots), new TextEncoder().encode(robots)]) {
      expect(parseRobotsTxt(body, 'textmill').verdict(`${ORIGIN}/%c3%a4`).allowed).toBe(false)
    }
  })

  test('is a matter of octets: a file need not be UTF-8', () => {
    const robots = Buffer.from(lines('User-agent: *', 'Disallow: /à', 'Disallow: /é'), 'latin1')
    const { verdict } = parseRobotsTxt(robots, 'textmill')
    expect(verdict(`${ORIGIN}/%E9t%E9`).allowed).toBe(false)
    expect(verdict(`${ORIGIN}/%E0`).allowed).toBe(false)
    expect(verdict(`${ORIGIN}/%C3%A9`).allowed).toBe(true)
  })
})

test('sitemaps are listed as written, each once, whoever the groups are for', () => {
  const robots = lines(
    'Sitemap: /a.xml',
    'User-agent: x',
    'site-map: /ü.xml',
    'sitemap:',
    'SITEMAP: /a.xml # again',
  )
  expect(parseRobotsTxt(robots, 'textmill').sitemaps).toEqual(['/a.xml', '/ü.xml'])
  expect(parseRobotsTxt('', 'textmill').sitemaps).toEqual([])
})

const AGENTS = ['textmill', 'TextMill/2', 'other', 'textmillbot', '*'] as const
const isOwn = (agent: string): boolean => /^textmill(?:\/|$)/i.test(agent)
const anyPath = fc
  .string({ unit: fc.constantFrom('/', 'a', 'b', '*', '$', '%61'), maxLength: 6 })
  .map((path) => `/${path}`)
const anyGroup = fc.record({
  agent: fc.constantFrom(...AGENTS),
  rules: fc.array(fc.tuple(fc.constantFrom('Allow', 'Disallow'), anyPath), { minLength: 1, maxLength: 4 }),
})
type Group = typeof anyGroup extends fc.Arbitrary<infer T> ? T : never
const fileOf = (groups: readonly Group[]): string =>
  lines(
    ...groups.flatMap(({ agent, rules }) => [
      `User-agent: ${agent}`,
      ...rules.map((rule) => rule.join(': ')),
    ]),
  )

describe('whatever a file holds,', () => {
  test('reading it does not fail, and there is a verdict', () => {
    const word = fc.constantFrom(
      ...[
        'User-agent',
        'Disallow',
        'Allow',
        'Sitemap',
        'Crawl-delay',
        ':',
        ' ',
        '\r',
        '\n',
        '*',
        '$',
        '%',
        '#',
        '/',
      ],
      ...['\0', 'é', 'textmill', '1e9', '.', '\ufeff'],
    )
    const anyBytes = fc.uint8Array({ maxLength: 200 })
    const anyText = fc.array(fc.oneof(word, fc.string({ unit: 'binary' })), { maxLength: 40 })
    fc.assert(
      fc.property(
        fc.oneof(
          anyBytes,
          anyText.map((words) => words.join('')),
        ),
        fc.string(),
        (body, url) => {
          const rules = parseRobotsTxt(body, 'textmill')
          expect(typeof rules.verdict(url).allowed).toBe('boolean')
          expect(rules.crawlDelayMs ?? 0).toBeGreaterThanOrEqual(0)
        },
      ),
    )
  })

  test('a verdict depends only on the group that applies', () => {
    fc.assert(
      fc.property(fc.array(anyGroup), anyPath, (groups, path) => {
        const own = groups.filter(({ agent }) => isOwn(agent))
        const applying = own.length > 0 ? own : groups.filter(({ agent }) => agent === '*')
        const verdictOf = (file: string) => parseRobotsTxt(file, 'textmill').verdict(ORIGIN + path)
        expect(verdictOf(fileOf(groups))).toEqual(verdictOf(fileOf(applying)))
        if (applying.length === 0) expect(verdictOf(fileOf(groups))).toEqual({ allowed: true })
      }),
    )
  })

  test('the order of the rules in a group does not matter', () => {
    fc.assert(
      fc.property(anyGroup, anyPath, ({ rules }, path) => {
        const isAllowed = (ordered: typeof rules) =>
          parseRobotsTxt(fileOf([{ agent: '*', rules: ordered }]), 'textmill').verdict(ORIGIN + path).allowed
        expect(isAllowed(rules.toReversed())).toBe(isAllowed(rules))
      }),
    )
  })
})
