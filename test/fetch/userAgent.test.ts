import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ConfigError } from '../../src/errors.ts'
import { userAgent } from '../../src/fetch/userAgent.ts'

const named = (contact: string | null, name = 'textmill/0.1.0'): string =>
  userAgent({ userAgent: name, contact })

describe('the User-Agent', () => {
  test('names the tool alone where there is no contact', () => {
    expect(named(null)).toBe('textmill/0.1.0')
  })

  test('names a web address behind a plus, as crawlers do', () => {
    expect(named('https://example.org/bot')).toBe('textmill/0.1.0 (+https://example.org/bot)')
    expect(named('HTTP://example.org/bot')).toBe('textmill/0.1.0 (+HTTP://example.org/bot)')
  })

  test('names an address of mail as it is, for a plus would be read as part of it', () => {
    expect(named('me@example.org')).toBe('textmill/0.1.0 (me@example.org)')
    expect(named('mailto:me@example.org')).toBe('textmill/0.1.0 (mailto:me@example.org)')
  })

  test("adds the contact to a user's own name, unless it is there already", () => {
    expect(named('https://example.org/bot', 'Mine/2 (research)')).toBe(
      'Mine/2 (research) (+https://example.org/bot)',
    )
    expect(named('me@example.org', 'Mine/2 (call me@example.org)')).toBe('Mine/2 (call me@example.org)')
  })

  test('escapes what would end the comment: a web address so that it still works', () => {
    const address = 'https://example.org/Bot_(crawler)?a=\\'
    expect(named(address)).toBe('textmill/0.1.0 (+https://example.org/Bot_%28crawler%29?a=%5C)')
    expect(named('me (the :-) one) \\o/')).toBe('textmill/0.1.0 (me \\(the :-\\) one\\) \\\\o/)')
  })

  test('has one comment that ends where the header ends, whatever the contact', () => {
    const printable = fc.string({
      unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
    })
    fc.assert(
      fc.property(printable, (contact) => {
        if ('textmill/0.1.0'.includes(contact)) return
        expect(named(contact)).toMatch(/^textmill\/0\.1\.0 \((?:[^()\\]|\\[ -~])*\)$/)
      }),
    )
  })

  test.each(['a\r\nx-evil: 1', 'Jürgen', 'tab\there'])('refuses the contact %j', (contact) => {
    expect(() => named(contact)).toThrow(ConfigError)
  })
})
