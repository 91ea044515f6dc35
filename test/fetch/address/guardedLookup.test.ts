import type { LookupAddress, LookupOptions } from 'node:dns'
import { Agent, request } from 'undici'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ResolveHost } from '../../../src/fetch/address/addressCache.ts'
import { createAddressGuard } from '../../../src/fetch/address/addressGuard.ts'
import { createGuardedLookup } from '../../../src/fetch/address/guardedLookup.ts'
import type { AllowPrivate } from '../../../src/types.ts'
import { serve } from '../../support/localServer.ts'

const PUBLIC4 = { address: '93.184.215.14', family: 4 }
const PUBLIC6 = { address: '2606:2800:21f::1', family: 6 }
const PRIVATE4 = { address: '10.0.0.1', family: 4 }
const PRIVATE6 = { address: 'fd00::1', family: 6 }
const LOOPBACK = { address: '127.0.0.1', family: 4 }
const BLOCKED = {
  code: 'ERR_TEXTMILL_BLOCKED_ADDRESS',
  message: 'the host resolves to an address that is not public',
}

function lookupOf(
  addressesOf: ResolveHost,
  allowPrivate: AllowPrivate = 'listed',
  named: readonly string[] = [],
) {
  const guard = createAddressGuard({
    policyOf: () => allowPrivate,
    isNamed: (hostname) => named.includes(hostname),
  })
  return createGuardedLookup(addressesOf, guard)
}

/** What a connection would be told: all its callback's arguments, or the error. */
function answerOf(addresses: readonly LookupAddress[], options: LookupOptions): Promise<unknown[]> {
  const lookup = lookupOf(async () => addresses)
  return new Promise((resolve, reject) => {
    lookup('example.com', options, (error, ...answer) => (error === null ? resolve(answer) : reject(error)))
  })
}

describe('the answers of a look-up', () => {
  test('are those that are allowed, in the resolver’s order', async () => {
    const answers = [PRIVATE4, PUBLIC6, LOOPBACK, PUBLIC4]
    expect(await answerOf(answers, { all: true })).toEqual([[PUBLIC6, PUBLIC4]])
    expect(await answerOf(answers, { all: false })).toEqual([PUBLIC6.address, 6])
    expect(await answerOf(answers, {})).toEqual([PUBLIC6.address, 6])
  })

  test.each([
    [4, PUBLIC4],
    ['IPv4', PUBLIC4],
    [6, PUBLIC6],
    ['IPv6', PUBLIC6],
  ] as const)('are of the family asked for: %s', async (family, answer) => {
    const answers = [PUBLIC6, PUBLIC4, PRIVATE4, PRIVATE6]
    expect(await answerOf(answers, { all: true, family })).toEqual([[answer]])
    expect(await answerOf(answers, { family })).toEqual([answer.address, answer.family])
  })

  test.each([
    ['all are private', [PRIVATE4, PRIVATE6], {}],
    ['those of the family are private', [PRIVATE4, PUBLIC6], { family: 4 }],
  ])('are an error that does not name them when %s', async (_name, answers, options) => {
    await expect(answerOf(answers, { all: true, ...options })).rejects.toMatchObject(BLOCKED)
    await expect(answerOf(answers, options)).rejects.toMatchObject(BLOCKED)
  })

  test('are as if there were no such name when none is of the family', async () => {
    await expect(answerOf([PUBLIC6, PRIVATE6], { family: 4 })).rejects.toMatchObject({ code: 'ENOTFOUND' })
    await expect(answerOf([], { all: true })).rejects.toMatchObject({ code: 'ENOTFOUND' })
  })
})

test('the resolver’s error is passed on as it is', async () => {
  const error = Object.assign(new Error('x'), { code: 'EAI_AGAIN' })
  const lookup = lookupOf(() => Promise.reject(error))
  expect(await new Promise((resolve) => lookup('example.com', { all: true }, resolve))).toBe(error)
})

describe('a connection of undici’s', () => {
  /** A server on loopback, and a way to ask it by a name that the look-up answers for, one new connection each time. */
  async function site(addressesOf: ResolveHost, allowPrivate: AllowPrivate, named: readonly string[] = []) {
    const hosts: (string | undefined)[] = []
    const origin = await serve(({ headers }, response) => {
      hosts.push(headers.host)
      response.setHeader('connection', 'close').end('reached')
    })
    const agent = new Agent({ connect: { lookup: lookupOf(addressesOf, allowPrivate, named) } })
    onTestFinished(() => agent.destroy())
    const ask = async (name: string): Promise<string> => {
      const url = origin.replace('127.0.0.1', name)
      const { body } = await request(url, { dispatcher: agent })
      return body.text()
    }
    return { ask, hosts, agent, origin }
  }

  test.each<[name: string, AllowPrivate, named: string[], reached: boolean]>([
    ['rebound.example', 'listed', ['rebound.example'], false],
    ['rebound.example', 'always', [], true],
    ['intranet', 'listed', ['intranet'], true],
    ['intranet', 'listed', [], false],
    ['localhost', 'listed', ['localhost'], true],
    ['localhost', 'listed', ['example.com'], false],
    ['localhost', 'never', ['localhost'], false],
  ])('to %s on loopback, allowPrivate %s, inputs %j: reached is %s', async (name, policy, named, reached) => {
    const { ask, hosts } = await site(async () => [LOOPBACK], policy, named)
    if (reached) expect(await ask(name)).toBe('reached')
    else await expect(ask(name)).rejects.toMatchObject(BLOCKED)
    expect(hosts).toHaveLength(reached ? 1 : 0)
  })

  test('is blocked over TLS before a byte is sent', async () => {
    let connections = 0
    const { agent, origin } = await site(async () => [LOOPBACK], 'listed')
    agent.on('connect', () => connections++)
    const url = origin.replace('http://127.0.0.1', 'https://secure.example')
    await expect(request(url, { dispatcher: agent })).rejects.toMatchObject(BLOCKED)
    expect(connections).toBe(0)
  })

  test('goes to the address that was judged, with no look-up in between', async () => {
    const asked: string[] = []
    // The first answer is harmless; whoever asked again to connect would be led to 127.0.0.2, where nobody listens.
    const rebinding: ResolveHost = async (name) => [{ address: `127.0.0.${asked.push(name)}`, family: 4 }]
    const { ask, hosts } = await site(rebinding, 'listed', ['intranet'])
    expect(await ask('intranet')).toBe('reached')
    expect(asked).toEqual(['intranet'])
    expect(hosts[0]).toMatch(/^intranet:/)
  })

  test('is judged anew for every connection: a name that turns private later is blocked then', async () => {
    const answers = [LOOPBACK, PRIVATE4]
    const allowing = createAddressGuard({ policyOf: () => 'listed', isNamed: () => false })
    const origin = await serve((_request, response) =>
      response.setHeader('connection', 'close').end('reached'),
    )
    const lookup = createGuardedLookup(async () => answers.splice(0, 1), {
      ...allowing,
      // Loopback stands in for the public address that a test must not connect to.
      allows: (host, address) => address === LOOPBACK.address || allowing.allows(host, address),
    })
    const agent = new Agent({ connect: { lookup } })
    onTestFinished(() => agent.destroy())
    const ask = () => request(origin.replace('127.0.0.1', 'rebound.example'), { dispatcher: agent })
    const { body } = await ask()
    expect(await body.text()).toBe('reached')
    await expect(ask()).rejects.toMatchObject(BLOCKED)
  })

  test('tries only the allowed ones of several addresses', async () => {
    const { ask } = await site(async () => [PRIVATE6, PRIVATE4], 'listed')
    await expect(ask('mixed.example')).rejects.toMatchObject(BLOCKED)
    const mixed = await site(async () => [{ address: '::1', family: 6 }, LOOPBACK], 'listed', ['intranet'])
    expect(await mixed.ask('intranet')).toBe('reached')
  })

  test('to an IP literal asks no look-up, which is why the URL is judged as well', async () => {
    const asked: string[] = []
    const { ask } = await site(async (name) => [{ address: name, family: asked.push(name) }], 'never')
    expect(await ask('127.0.0.1')).toBe('reached')
    expect(asked).toEqual([])
    const guard = createAddressGuard({ policyOf: () => 'never', isNamed: () => false })
    expect(guard.blocks(new URL('http://127.0.0.1/'))).toBe(true)
  })
})
