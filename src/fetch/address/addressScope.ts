import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Not special by any registry, yet every virtual machine on Azure reaches its metadata there. */
const METADATA = '168.63.129.16'

/** The part of IPv6 that is assigned to anybody (RFC 4291, 2.4, and IANA's registry of the address space). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3')

/** IPv6 that stands for IPv4: whoever carries the packet delivers it to the addresses inside. */
const CARRIERS: readonly Carrier[] = [
  // IPv4-compatible and -mapped (RFC 4291, 2.5.5), and the well-known prefix of NAT64 (RFC 6052).
  { prefix: ipaddr.IPv6.parseCIDR('::/96'), carried: (bytes) => [bytes.slice(12)] },
  { prefix: ipaddr.IPv6.parseCIDR('::ffff:0:0/96'), carried: (bytes) => [bytes.slice(12)] },
  { prefix: ipaddr.IPv6.parseCIDR('64:ff9b::/96'), carried: (bytes) => [bytes.slice(12)] },
  // 6to4 (RFC 3056).
  { prefix: ipaddr.IPv6.parseCIDR('2002::/16'), carried: (bytes) => [bytes.slice(2, 6)] },
  // Teredo (RFC 4380, 4): its server, and its client with every bit turned over.
  {
    prefix: ipaddr.IPv6.parseCIDR('2001::/32'),
    carried: (bytes) => [bytes.slice(4, 8), bytes.slice(12).map((byte) => byte ^ 0xff)],
  },
]

interface Carrier {
  readonly prefix: [ipaddr.IPv6, number]
  readonly carried: (bytes: number[]) => number[][]
}

/**
 * Whether an address is global unicast: one that anybody may be reached at. Everything in IANA's two registries of
 * special-purpose addresses is not, those blocks included that are globally reachable but hold no ordinary host
 * (AS112, AMT, ORCHIDv2 …), and neither is an address with a zone, or a text that is no address. IPv6 that carries
 * IPv4 is as public as the IPv4 inside.
 */
export function isPublicAddress(ip: string): boolean {
  // The library would read `010.0.0.1` and `127.1` in its own way: only the one strict spelling passes.
  if (isIP(ip) === 4) return isPublicIPv4(ipaddr.IPv4.parse(ip))
  return isIP(ip) === 6 && !ip.includes('%') && isPublicIPv6(ipaddr.IPv6.parse(ip))
}

function isPublicIPv4(address: ipaddr.IPv4): boolean {
  return address.range() === 'unicast' && address.toString() !== METADATA
}

function isPublicIPv6(address: ipaddr.IPv6): boolean {
  const carrier = CARRIERS.find(({ prefix }) => address.match(prefix))
  if (carrier === undefined) return address.range() === 'unicast' && address.match(GLOBAL_UNICAST)
  return carrier.carried(address.toByteArray()).every((octets) => isPublicIPv4(new ipaddr.IPv4(octets)))
}
