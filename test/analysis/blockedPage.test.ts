import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { addressRules } from '../../src/analysis/addressRules.ts'
import { pageRules } from '../../src/analysis/pageRules.ts'
import type { AnalysisOutcome } from '../../src/types.ts'
import { readDocument, repositoryFile, tableRows } from '../docs/markdown.ts'
import { bytes, fixture, outcomeOf } from './support/analysed.ts'

const wall = (rule: string) => new TextDecoder().decode(fixture(`blocked-${rule}.html`))
const story = (words: number) => `<p>${'grain '.repeat(words)}</p>`
const pageAt = (url: string) => outcomeOf({ url, body: bytes(story(1000)) })
const ofMarkup = (markup: string, request = {}) => outcomeOf({ body: bytes(markup), ...request })

const ruleOf = (outcome: AnalysisOutcome): string | undefined =>
  outcome.kind === 'failed' && outcome.failure.code === 'blocked'
    ? /\(rule (.+)\)\.$/.exec(outcome.failure.message)?.[1]
    : undefined

describe('a wall in the place of the page', () => {
  const ids = pageRules.map(({ id }) => id)

  test('has an example for every rule', () => {
    const examples = readdirSync(repositoryFile('fixtures/pages')).filter((name) =>
      name.startsWith('blocked-'),
    )
    expect(examples.sort()).toEqual(ids.map((id) => `blocked-${id}.html`).sort())
  })

  test.each(ids)('is known: %s', async (id) => {
    expect(ruleOf(await ofMarkup(wall(id)))).toBe(id)
  })

  test.each(pageRules.map((rule) => [rule.id, rule] as const))(
    'is content with words: %s',
    async (id, rule) => {
      const shown = await ofMarkup(wall(id) + story(rule.maxWords + 1))
      // Some walls send their reader on, and that is then all that is left of them.
      expect(['analysed', 'refresh']).toContain(shown.kind)
    },
  )

  test('is a failure of fetching, in one sentence with rule and evidence', async () => {
    expect(await ofMarkup(wall('sucuri'))).toEqual({
      kind: 'failed',
      failure: {
        stage: 'fetch',
        code: 'blocked',
        message:
          'The page is a challenge of Sucuri, not content: its inline script has sucuri_cloudproxy_js (rule sucuri).',
      },
    })
  })

  test('is never followed, whether its refresh is in the page or in the header', async () => {
    expect(wall('anubis')).toContain('http-equiv="refresh"')
    expect(ruleOf(await ofMarkup(wall('anubis')))).toBe('anubis')
    const header = { refresh: '0; url=/?__goaway_token=0' }
    expect(ruleOf(await ofMarkup('<p>A check', header))).toBe('go-away')
    expect((await ofMarkup('<p>Moved', { refresh: '0; url=/new' })).kind).toBe('refresh')
  })

  test('is known by each of its clues', async () => {
    const captcha = (name: string) => `<p>Human?</p><form method=post><div class="${name}"></div></form>`
    for (const name of ['g-recaptcha', 'h-captcha', 'cf-turnstile'])
      expect(ruleOf(await ofMarkup(captcha(name)))).toBe('captcha-only')
    expect(ruleOf(await ofMarkup('<iframe src="https://geo.captcha-delivery.com/captcha/"></iframe>'))).toBe(
      'datadome',
    )
    expect(ruleOf(await ofMarkup('<form action="/a?__cf_chl_f_tk=0"></form>'))).toBe('cloudflare-challenge')
    expect(ruleOf(await ofMarkup('<div id="sec-if-cpt-container"></div>'))).toBe('akamai-challenge')
  })
})

describe('a page with the scripts of a wall is content', () => {
  const some = story(30)
  test.each([
    [
      'Cloudflare’s watcher on a short page',
      `${some}<script>window.__CF$cv$params={};a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'</script>`,
    ],
    [
      'Cloudflare’s script on a page with a title of its own',
      `<title>Mill</title>${some}<script src="/cdn-cgi/scripts/email-decode.min.js"></script>`,
    ],
    [
      'Turnstile before a comment',
      `${some}<form><textarea name=comment></textarea><div class=cf-turnstile></div></form>`,
    ],
    [
      'reCAPTCHA before a message',
      `${some}<form><input type=email name=from><div class=g-recaptcha></div></form>`,
    ],
    [
      'hCaptcha on a page that leads elsewhere',
      `${'<a href="/grain">Grain</a> '.repeat(6)}<div class=h-captcha></div>`,
    ],
    ['hCaptcha below more than a few words', `${story(61)}<div class=h-captcha></div>`],
    [
      'AWS’s script on an application',
      '<div id=root></div><script src="https://0.edge.sdk.awswaf.com/0/0/challenge.js"></script>',
    ],
    [
      'Imperva’s script on an application',
      '<div id=root></div><script src="/_Incapsula_Resource?SWJIYLWA=0"></script>',
    ],
    [
      'Imperva’s script beside another',
      '<script src="/app.js"></script><script src="/_Incapsula_Resource?SWJIYLWA=0"></script>',
    ],
    ['DataDome’s tag', `${some}<script src="https://js.datadome.co/tags.js"></script>`],
    ['HUMAN’s sensor', `${some}<script>window._pxAppId='PX0'</script><script src="/0/init.js"></script>`],
    ['Kasada’s script on an application', '<main></main><script src="/0/0/ips.js?x=0"></script>'],
    ['DDoS-Guard’s check', `${some}<script src="https://check.ddos-guard.net/check.js"></script>`],
    [
      'a note of a challenge in its text',
      '<p>It sets <code>window._cf_chl_opt</code> and <code>#px-captcha</code>.</p>',
    ],
    [
      'a challenge in an example',
      '<pre>&lt;script id="anubis_challenge"&gt;</pre><template><div id="px-captcha"></div></template>',
    ],
    ['a refusal of its own', '<title>Access Denied</title><h1>Access denied</h1>'],
  ])('%s', async (_what, markup) => {
    expect((await ofMarkup(markup)).kind).toBe('analysed')
  })

  test('whatever the words are, if there are too many to count', async () => {
    const markup = `${wall('sucuri')}<p>${'x'.repeat(5001)}</p>`
    expect((await ofMarkup(markup)).kind).toBe('analysed')
  })

  test('and so is text that is no HTML', async () => {
    const script = "<script>sucuri_cloudproxy_js=''</script>"
    expect((await ofMarkup(script)).kind).toBe('failed')
    for (const contentType of ['text/plain', 'application/xml'])
      expect((await ofMarkup(script, { contentType })).kind).toBe('analysed')
  })
})

describe('a wall at an address of its own', () => {
  test.each([
    ['google-consent', 'https://consent.google.com/m?continue=https://news.google.com/'],
    ['google-consent', 'https://consent.google.co.uk/ml?continue=x'],
    ['google-consent', 'https://consent.youtube.com/m?continue=x'],
    ['google-sorry', 'https://www.google.com/sorry/index?continue=x'],
    ['google-sorry', 'http://ipv4.google.de/sorry/'],
    ['yahoo-consent', 'https://consent.yahoo.com/v2/collectConsent?sessionId=x'],
    ['yahoo-consent', 'https://guce.yahoo.com/consent?x=y'],
    ['radware-validate', 'https://validate.perfdrive.com/captcha?ssa=x'],
  ])('is known, however much there is to read: %s', async (id, url) => {
    expect(ruleOf(await pageAt(url))).toBe(id)
  })

  test('is named without what follows its path', async () => {
    expect(await pageAt('https://www.google.com/sorry/index?q=secret')).toMatchObject({
      failure: {
        message:
          'The page is the CAPTCHA of Google, not content: it came from www.google.com/sorry/ (rule google-sorry).',
      },
    })
  })

  test.each([
    'https://www.google.com/search?q=sorry',
    'https://news.google.com/',
    'https://mill.example/sorry/',
    'https://notgoogle.com/sorry/',
    'https://consent.mill.example/',
    'https://www.yahoo.com/consent',
    'https://mill.example/?to=https://consent.youtube.com/',
  ])('is not: %s', async (url) => {
    expect((await pageAt(url)).kind).toBe('analysed')
  })
})

describe('docs/blocked-pages.md', () => {
  const rows = new Map(
    tableRows(readDocument('docs/blocked-pages.md')).map(([id = '', ...cells]) => [
      id.replaceAll('`', ''),
      cells,
    ]),
  )

  test('has a row for every rule, in their order, and for nothing else', () => {
    expect([...rows.keys()]).toEqual([...addressRules, ...pageRules].map(({ id }) => id))
  })

  test.each(pageRules.map((rule) => [rule.id, rule] as const))('says what %s looks at', (id, rule) => {
    const [, looked = '', content] = rows.get(id) ?? []
    for (const clue of rule.clues) {
      expect(looked).toContain(`\`${clue.has}\``)
      expect(looked).toContain(clue.in)
    }
    if (rule.title !== undefined) expect(looked).toContain(`\`${rule.title}\``)
    expect(looked.includes('nothing else on the page')).toBe(rule.only === 'bare')
    expect(looked.includes('nothing to fill in')).toBe(rule.only === 'idle')
    expect(content).toBe(`${rule.maxWords} words`)
  })
})
