import { describe, expect, test } from 'vitest'
import { bareHost, isListedHost, literalAddress } from '../../../src/fetch/address/addressHost.ts'

const hostOf = (host: string): string => new URL(`http://${host}/`).hostname

describe('the form of a host', () => {
  test.each([
    'localhost',
    'localhost.',
    'LOCALHOST',
    'app.localhost',
    'intranet',
    'intranet.',
    'printer.local',
    'printer.local.',
    'db.eu.internal',
    'metadata.google.internal',
    'shop.test',
    '10.0.0.1',
    '127.1',
    '8.8.8.8',
    '[::1]',
    '[2606:4700::1]',
  ])('%s may be private', (host) => {
    expect(isListedHost(hostOf(host))).toBe(true)
  })

  test.each([
    'example.com',
    'example.com.',
    'local.example',
    'localhost.example.com',
    'internal.example.com',
    'example.localdomain',
    'notlocal.mylocal.example',
    'xn--mnchen-3ya.de',
    '127.0.0.1.nip.io',
    '10.0.0.1.example',
    'localhost..',
    '.',
  ])('%s may not', (host) => {
    expect(isListedHost(hostOf(host))).toBe(false)
  })

  test('is told from an address without brackets too', () => {
    expect(isListedHost('::1')).toBe(true)
    expect(isListedHost('')).toBe(false)
  })
})

test.each([
  ['Example.COM.', 'example.com'],
  ['[::1]', '::1'],
  ['10.0.0.1', '10.0.0.1'],
])('the bare host of %s is %s', (host, bare) => {
  expect(bareHost(host)).toBe(bare)
})

test.each([
  ['10.0.0.1', '10.0.0.1'],
  ['[fd00::1]', 'fd00::1'],
  ['localhost', '127.0.0.1'],
  ['a.localhost.', '127.0.0.1'],
  ['intranet', undefined],
  ['example.com', undefined],
])('without a look-up %s stands for %s', (host, address) => {
  expect(literalAddress(host)).toBe(address)
})
