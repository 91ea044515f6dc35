import { describe, expect, test } from 'vitest'
import { resolveOptions } from '../../src/config/resolveOptions.ts'
import { ConfigError } from '../../src/errors.ts'
import type { ScraperOptions } from '../../src/types.ts'

const hosts = (table: unknown) =>
  resolveOptions({ fetch: { hosts: table } } as ScraperOptions, {}).fetch.hosts

describe('the table of hosts', () => {
  test.each([
    [{ 'example.com': {}, '*.example.com': { concurrency: 1, intervalMs: 0, allowPrivate: 'always' } }],
    [{ localhost: { headers: { 'X-A': 'b c' } }, '10.0.0.1': { auth: ':only a password' } }],
    [{ '[::1]': { auth: { username: 'ö', password: '' } }, 'bücher.example': {} }],
  ])('takes %j as it is', (table) => {
    expect(hosts(table)).toEqual(table)
  })

  test('takes undefined as nothing', () => {
    expect(() => hosts({ a: { concurrency: undefined, auth: undefined } })).not.toThrow()
  })

  const name = 'a name must be a host name or an IP address (IPv6 in brackets) without scheme, port and path'
  test.each([
    [{ 'https://a.example/': {} }, `"fetch.hosts.https://a.example/" cannot stand here: ${name}`],
    [{ 'a.example:80': {} }, `"fetch.hosts.a.example:80" cannot stand here: ${name}`],
    [
      { '*': {} },
      /^"fetch\.hosts\.\*" cannot stand here: .*; what holds for every host stands outside of hosts$/,
    ],
    [{ 'a.example': {}, 'A.example.': {} }, 'fetch.hosts.A.example. is the same host as a.example'],
    [
      { 'bücher.de': {}, 'xn--bcher-kva.de': {} },
      'fetch.hosts.xn--bcher-kva.de is the same host as bücher.de',
    ],
    [{ a: 5 }, 'fetch.hosts.a is "…", but fetch.hosts must be a map from hosts to {"concurrency", '],
    [[], 'fetch.hosts is "…", but must be a map from hosts to {"concurrency", '],
    [
      { a: { intervalMs: -1 } },
      'fetch.hosts.a.intervalMs is -1, but must be a whole number of milliseconds from 0',
    ],
    [
      { a: { allowPrivate: 'no' } },
      'fetch.hosts.a.allowPrivate is "no", but must be one of "never", "listed"',
    ],
    [
      { a: { auth: 'secret' } },
      'fetch.hosts.a.auth is "…", but must be "name:password" or {"username", "password"}',
    ],
    [
      { a: { auth: { username: 'a:b', password: '' } } },
      'fetch.hosts.a.auth.username is "…", but fetch.hosts.a.auth must be "name:password" or',
    ],
    [{ a: { auth: 'a:b\nc' } }, 'fetch.hosts.a.auth is "…", but must be'],
    [
      { a: { auth: 'a:b', headers: { Authorization: 'x' } } },
      'fetch.hosts.a.auth cannot stand beside an authorization header',
    ],
    [{ a: { headers: { TE: 'x' } } }, 'fetch.hosts.a.headers.TE cannot be set: connection, content-length'],
    [
      { a: { headers: { 'x y': 'x' } } },
      '"fetch.hosts.a.headers.x y" cannot stand here: it is no name of a header',
    ],
    [
      { a: { headers: { x: 'naïve' } } },
      'fetch.hosts.a.headers.x is "…", but fetch.hosts.a.headers must be a map',
    ],
    [{ a: { headers: { x: '1', X: '2' } } }, 'fetch.hosts.a.headers.X is the same header as x'],
  ])('refuses %j', (table, message) => {
    expect(() => hosts(table)).toThrow(ConfigError)
    expect(() => hosts(table)).toThrow(message)
  })
})
