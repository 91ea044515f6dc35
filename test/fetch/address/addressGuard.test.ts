import { describe, expect, test } from 'vitest'
import { BlockedAddressError, createAddressGuard } from '../../../src/fetch/address/addressGuard.ts'
import type { AllowPrivate } from '../../../src/types.ts'

/** A guard for a run whose inputs are these URLs. */
function guardOf(allowPrivate: AllowPrivate, ...inputs: string[]) {
  const named = new Set(inputs.map((input) => new URL(input).hostname))
  return createAddressGuard({ policyOf: () => allowPrivate, isNamed: (hostname) => named.has(hostname) })
}

const LOOPBACK = [
  'http://127.0.0.1/',
  'http://2130706433/',
  'http://0177.0.0.1/',
  'http://0x7f.1/',
  'http://0x7f000001/',
  'http://127.1/',
  'http://①②⑦.⓪.⓪.①/',
  'http://１２７。０。０。１/',
  'http://127.0.0.1./',
  'http://%31%32%37.0.0.1/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:7f00:1]/',
  'http://[::127.0.0.1]/',
  'http://[64:ff9b::127.0.0.1]/',
  'http://[2002:7f00:1::]/',
  'http://[::1]/',
  'http://0/',
  'http://[::]/',
  'http://localhost/',
  'http://LocalHost/',
  'http://ｌocalhost/',
  'http://localhost./',
  'http://localhost%2e/',
  'http://app.localhost/',
]
const OTHERS = [
  'http://10.0.0.1/',
  'https://192.168.1.1:8443/admin',
  'http://169.254.169.254/latest/meta-data/',
  'http://169.254.43518/',
  'http://[fd00:ec2::254]/',
  'http://[fe80::1]/',
  'http://100.64.0.1/',
]

describe('a URL whose host is a private address in whichever spelling', () => {
  test.each([...LOOPBACK, ...OTHERS])('%s is blocked when no input names it', (url) => {
    expect(guardOf('listed', 'https://example.com/').blocks(new URL(url))).toBe(true)
    expect(guardOf('never', url).blocks(new URL(url))).toBe(true)
  })

  test.each([...LOOPBACK, ...OTHERS])('%s is not blocked when an input names it', (url) => {
    expect(guardOf('listed', url).blocks(new URL(url))).toBe(false)
  })

  test.each([...LOOPBACK, ...OTHERS])('%s is not blocked when everything is allowed', (url) => {
    expect(guardOf('always').blocks(new URL(url))).toBe(false)
  })
})

test.each([
  'http://8.8.8.8/',
  'http://[2606:4700::1]/',
  'https://example.com/',
  'http://intranet/',
  'http://printer.local/',
])('%s is left to its look-up, if it has one', (url) => {
  expect(guardOf('never').blocks(new URL(url))).toBe(false)
})

describe('an input makes its own host reachable and no other', () => {
  test.each([
    ['http://10.0.0.1/', 'http://10.0.0.2/', true],
    ['http://127.0.0.1/', 'http://localhost/', true],
    ['http://127.0.0.1/', 'http://[::ffff:127.0.0.1]/', true],
    ['http://localhost/', 'http://app.localhost/', true],
    ['http://10.0.0.1/', 'https://10.0.0.1:8443/x', false],
    ['http://167772161/', 'http://10.0.0.1/', false],
    ['http://localhost/', 'http://localhost./', false],
    ['http://localhost./', 'http://localhost/', false],
  ])('from %s to %s: blocked is %s', (input, target, blocked) => {
    expect(guardOf('listed', input).blocks(new URL(target))).toBe(blocked)
  })
})

describe('an address that a look-up has answered', () => {
  test.each<[host: string, AllowPrivate, named: boolean, allowed: boolean]>([
    ['intranet', 'listed', true, true],
    ['intranet', 'listed', false, false],
    ['intranet.', 'listed', true, true],
    ['printer.local', 'listed', true, true],
    ['db.internal', 'listed', false, false],
    ['localhost', 'listed', true, true],
    ['localhost', 'never', true, false],
    ['intranet', 'never', true, false],
    ['example.com', 'listed', true, false],
    ['10.0.0.1.nip.io', 'listed', true, false],
    ['example.com', 'always', false, true],
  ])('%s with allowPrivate %s, named by an input: %s → allowed: %s', (host, policy, named, allowed) => {
    const guard = createAddressGuard({ policyOf: () => policy, isNamed: (name) => named && name === host })
    expect(guard.allows(host, '10.0.0.1')).toBe(allowed)
    expect(guard.allows(host, '93.184.215.14')).toBe(true)
  })

  test('is judged by the policy of its host', () => {
    const policyOf = (host: string): AllowPrivate => (host === 'wiki.example.com' ? 'always' : 'never')
    const guard = createAddressGuard({ policyOf, isNamed: () => false })
    expect(guard.allows('wiki.example.com.', '10.0.0.1')).toBe(true)
    expect(guard.allows('www.example.com', '10.0.0.1')).toBe(false)
  })

  test('is the only reason to ask whether an input names the host', () => {
    const asked: string[] = []
    const isNamed = (hostname: string): boolean => asked.push(hostname) === 0
    const guard = createAddressGuard({ policyOf: () => 'listed', isNamed })
    guard.allows('intranet', '8.8.8.8')
    guard.allows('example.com', '10.0.0.1')
    expect(asked).toEqual([])
    guard.allows('intranet', '10.0.0.1')
    expect(asked).toEqual(['intranet', 'intranet.'])
  })
})

test('the error says what is wrong, by a code too, and never which address', () => {
  expect(new BlockedAddressError()).toMatchObject({
    code: 'ERR_TEXTMILL_BLOCKED_ADDRESS',
    message: 'the host resolves to an address that is not public',
  })
})
