import { BlockList } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPublicAddress } from '../../../src/fetch/address/addressScope.ts'

type Block = readonly [cidr: string, first: string, last: string, name: string]

/** IANA's IPv4 Special-Purpose Address Registry, with multicast and one address of Azure's besides. */
const IPV4_BLOCKS: readonly Block[] = [
  ['0.0.0.0/8', '0.0.0.0', '0.255.255.255', 'this network'],
  ['10.0.0.0/8', '10.0.0.0', '10.255.255.255', 'private'],
  ['100.64.0.0/10', '100.64.0.0', '100.127.255.255', 'shared, behind a carrier’s NAT'],
  ['127.0.0.0/8', '127.0.0.0', '127.255.255.255', 'loopback'],
  ['168.63.129.16/32', '168.63.129.16', '168.63.129.16', 'metadata on Azure'],
  ['169.254.0.0/16', '169.254.0.0', '169.254.255.255', 'link-local, metadata'],
  ['172.16.0.0/12', '172.16.0.0', '172.31.255.255', 'private'],
  ['192.0.0.0/24', '192.0.0.0', '192.0.0.255', 'protocol assignments'],
  ['192.0.2.0/24', '192.0.2.0', '192.0.2.255', 'documentation'],
  ['192.31.196.0/24', '192.31.196.0', '192.31.196.255', 'AS112'],
  ['192.52.193.0/24', '192.52.193.0', '192.52.193.255', 'AMT'],
  ['192.88.99.0/24', '192.88.99.0', '192.88.99.255', '6to4 relays, deprecated'],
  ['192.168.0.0/16', '192.168.0.0', '192.168.255.255', 'private'],
  ['192.175.48.0/24', '192.175.48.0', '192.175.48.255', 'AS112'],
  ['198.18.0.0/15', '198.18.0.0', '198.19.255.255', 'benchmarking'],
  ['198.51.100.0/24', '198.51.100.0', '198.51.100.255', 'documentation'],
  ['203.0.113.0/24', '203.0.113.0', '203.0.113.255', 'documentation'],
  ['224.0.0.0/4', '224.0.0.0', '239.255.255.255', 'multicast'],
  ['240.0.0.0/4', '240.0.0.0', '255.255.255.255', 'reserved, broadcast'],
]

/** Of IANA's IPv6 registries what lies in 2000::/3 and carries no IPv4. */
const IPV6_BLOCKS: readonly Block[] = [
  ['2001:1::1/128', '2001:1::1', '2001:1::1', 'port control, anycast'],
  ['2001:1::2/128', '2001:1::2', '2001:1::2', 'TURN, anycast'],
  ['2001:1::3/128', '2001:1::3', '2001:1::3', 'service registration, anycast'],
  ['2001:2::/48', '2001:2::', '2001:2:0:ffff:ffff:ffff:ffff:ffff', 'benchmarking'],
  ['2001:3::/32', '2001:3::', '2001:3:ffff:ffff:ffff:ffff:ffff:ffff', 'AMT'],
  ['2001:4:112::/48', '2001:4:112::', '2001:4:112:ffff:ffff:ffff:ffff:ffff', 'AS112'],
  ['2001:10::/28', '2001:10::', '2001:1f:ffff:ffff:ffff:ffff:ffff:ffff', 'ORCHID, deprecated'],
  ['2001:20::/28', '2001:20::', '2001:2f:ffff:ffff:ffff:ffff:ffff:ffff', 'ORCHIDv2'],
  ['2001:30::/28', '2001:30::', '2001:3f:ffff:ffff:ffff:ffff:ffff:ffff', 'drone identifiers'],
  ['2001::/23', '2001:1::', '2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff', 'protocol assignments, Teredo aside'],
  ['2001:db8::/32', '2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff', 'documentation'],
  ['2620:4f:8000::/48', '2620:4f:8000::', '2620:4f:8000:ffff:ffff:ffff:ffff:ffff', 'AS112'],
  ['3fff::/20', '3fff::', '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff', 'documentation'],
]

/** Outside 2000::/3 nothing is global unicast. */
const IPV6_ELSEWHERE: readonly Block[] = [
  ['::/128', '::', '::', 'unspecified'],
  ['::1/128', '::1', '::1', 'loopback'],
  ['::ffff:0:0:0/96', '::ffff:0:0:0', '::ffff:0:ffff:ffff', 'IPv4-translated'],
  ['64:ff9b:1::/48', '64:ff9b:1::', '64:ff9b:1:ffff:ffff:ffff:ffff:ffff', 'NAT64 of one network'],
  ['100::/64', '100::', '100::ffff:ffff:ffff:ffff', 'discard'],
  ['100:0:0:1::/64', '100:0:0:1::', '100::1:ffff:ffff:ffff:ffff', 'dummy prefix'],
  ['4000::/3', '4000::', '5fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'unassigned'],
  ['5f00::/16', '5f00::', '5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'segment routing'],
  ['fc00::/7', 'fc00::', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'unique local'],
  ['fd00:ec2::254/128', 'fd00:ec2::254', 'fd00:ec2::254', 'metadata on AWS'],
  ['fe80::/10', 'fe80::', 'febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'link-local'],
  ['fec0::/10', 'fec0::', 'feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'site-local, deprecated'],
  ['ff00::/8', 'ff00::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'multicast'],
]

function blockList(blocks: readonly Block[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const [cidr] of blocks) {
    const [net = '', prefix] = cidr.split('/')
    list.addSubnet(net, Number(prefix), family)
  }
  return list
}

const groups = (hex: string): string => hex.replace(/(.{4})(?=.)/g, '$1:')
const hexOf = (bytes: readonly number[]): string => Buffer.from(bytes).toString('hex')
const bytesOf = (ipv4: string): number[] => ipv4.split('.').map(Number)
const ipv4Of = (value: number): string => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff).join('.')
const ipv6Of = (value: bigint): string => groups(value.toString(16).padStart(32, '0'))
const ipv6OfBytes = (...bytes: number[]): string => groups(hexOf(bytes))
const ipv4Number = (ip: string): number => Number.parseInt(hexOf(bytesOf(ip)), 16)

function ipv6Number(ip: string): bigint {
  const [head = [], tail = []] = ip.split('::').map((part) => part.split(':').filter(Boolean))
  const middle = new Array<string>(8 - head.length - tail.length).fill('0')
  return BigInt(`0x${[...head, ...middle, ...tail].map((part) => part.padStart(4, '0')).join('')}`)
}

/** Any IPv4 address, as often as not at the border of a special block. */
const anyIPv4 = fc.oneof(
  fc.integer({ min: 0, max: 0xffff_ffff }).map(ipv4Of),
  fc
    .constantFrom(...IPV4_BLOCKS)
    .chain(([, first, last]) =>
      fc.constantFrom(ipv4Number(first) - 1, ipv4Number(first), ipv4Number(last), ipv4Number(last) + 1),
    )
    .map(ipv4Of),
)

const ipv6Between = (min: bigint, max: bigint) => fc.bigInt({ min, max }).map(ipv6Of)

/** Any IPv6 address of 2000::/3 that is neither Teredo nor 6to4, likewise. */
const anyGlobalIPv6 = fc
  .oneof(
    ipv6Between(1n << 125n, (2n << 125n) - 1n),
    fc
      .constantFrom(...IPV6_BLOCKS)
      .map(([, first, last]) => [ipv6Number(first), ipv6Number(last)] as const)
      .chain(([low, high]) =>
        fc.oneof(fc.constantFrom(low - 1n, low, high, high + 1n), fc.bigInt({ min: low, max: high })),
      )
      .map(ipv6Of),
  )
  .filter((ip) => !/^(?:2001:0000|2002):/.test(ip))

describe('an address of a special block is not public', () => {
  test.each([...IPV4_BLOCKS, ...IPV6_BLOCKS, ...IPV6_ELSEWHERE])('%s, %s to %s: %s', (_cidr, first, last) => {
    expect([isPublicAddress(first), isPublicAddress(last)]).toEqual([false, false])
  })

  test.each(['169.254.169.254', '100.100.100.200', '192.0.0.192', 'fd00:ec2::254', 'fd20:ce::254'])(
    '%s, where a cloud keeps its metadata',
    (ip) => {
      expect(isPublicAddress(ip)).toBe(false)
    },
  )
})

describe('an address of no special block is public', () => {
  test.each([
    ['1.1.1.1', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255', '128.0.0.0'],
    ['169.253.255.255', '169.255.0.0', '172.15.255.255', '172.32.0.0', '192.0.1.0', '192.167.255.255'],
    ['192.169.0.0', '198.17.255.255', '198.20.0.0', '223.255.255.255', '168.63.129.15', '168.63.129.17'],
    ['2000::', '2001:200::', '2001:db7:ffff::', '2001:db9::', '2606:4700:4700::1111', '2a00:1450::1'],
    ['2003::', '2620:4f:7fff::', '2620:4f:8001::', '3ffe:ffff::', '3fff:1000::'],
  ])('%s, %s …', (...ips) => {
    expect(ips.filter((ip) => !isPublicAddress(ip))).toEqual([])
  })
})

test('every IPv4 address is judged as Node’s own block list of the registry judges it', () => {
  const special = blockList(IPV4_BLOCKS, 'ipv4')
  fc.assert(
    fc.property(anyIPv4, (ip) => {
      expect(isPublicAddress(ip)).toBe(!special.check(ip, 'ipv4'))
    }),
    { numRuns: 2000 },
  )
})

test('every IPv6 address of 2000::/3 that carries no IPv4 is judged as Node’s own block list judges it', () => {
  const special = blockList(IPV6_BLOCKS, 'ipv6')
  fc.assert(
    fc.property(anyGlobalIPv6, (ip) => {
      expect(isPublicAddress(ip)).toBe(!special.check(ip, 'ipv6'))
    }),
    { numRuns: 2000 },
  )
})

test('no IPv6 address outside 2000::/3 is public unless it carries IPv4', () => {
  const outside = ipv6Between(1n << 120n, (1n << 128n) - 1n).filter((ip) => !/^[23]/.test(ip))
  fc.assert(
    fc.property(outside, (ip) => {
      expect(isPublicAddress(ip)).toBe(false)
    }),
  )
})

describe('IPv6 that carries IPv4 is as public as the IPv4 inside', () => {
  const turned = (ip: string): number[] => bytesOf(ip).map((byte) => byte ^ 0xff)
  const zeros = (count: number): number[] => new Array<number>(count).fill(0)

  test.each<[name: string, carrying: (ip: string) => string]>([
    ['IPv4-compatible', (ip) => `::${ip}`],
    ['IPv4-mapped', (ip) => `::ffff:${ip}`],
    ['IPv4-mapped, in hexadecimal', (ip) => ipv6OfBytes(...zeros(10), 255, 255, ...bytesOf(ip))],
    ['NAT64', (ip) => `64:ff9b::${ip}`],
    ['6to4', (ip) => ipv6OfBytes(0x20, 0x02, ...bytesOf(ip), ...zeros(9), 1)],
    ['Teredo, the client', (ip) => ipv6OfBytes(0x20, 0x01, 0, 0, 8, 8, 8, 8, ...zeros(4), ...turned(ip))],
    [
      'Teredo, the server',
      (ip) => ipv6OfBytes(0x20, 0x01, 0, 0, ...bytesOf(ip), ...zeros(4), ...turned('8.8.8.8')),
    ],
  ])('%s', (_name, carrying) => {
    expect(isPublicAddress(carrying('127.0.0.1'))).toBe(false)
    expect(isPublicAddress(carrying('169.254.169.254'))).toBe(false)
    fc.assert(
      fc.property(anyIPv4, (ip) => {
        expect(isPublicAddress(carrying(ip))).toBe(isPublicAddress(ip))
      }),
    )
  })
})

describe('what is no plain address is not public', () => {
  test.each([
    ['', 'example.com', 'localhost', '8.8.8.8:80', ' 8.8.8.8', '8.8.8.8.', '8.8.8.8/32'],
    ['8.8', '08.8.8.8', '0x8.8.8.8', '134744072', '①.1.1.1'],
    ['[2606:4700::1]', '2606:4700::1/64', '2606:4700:::1', '2606:4700::1%eth0', 'fe80::1%lo', '::ffff:8.8.8'],
  ])('%j, %j …', (...texts) => {
    expect(texts.filter(isPublicAddress)).toEqual([])
  })

  test('and no text whatever makes it throw', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.ipV6(),
      fc.ipV4Extended(),
      fc.string({ unit: fc.constantFrom(...'0123abf:.%x') }),
    )
    fc.assert(
      fc.property(texts, (text) => {
        expect(isPublicAddress(text)).toBeTypeOf('boolean')
      }),
      { numRuns: 2000 },
    )
  })
})
