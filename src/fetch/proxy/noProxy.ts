import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import ipaddr from 'ipaddr.js'
import { bareHost } from '../address/addressHost.ts'
import type { WebAddress } from '../webAddress.ts'

/**
 * Whether a URL is one that NO_PROXY exempts. The variable lists, separated by commas or blanks: names, each of which
 * means itself and every name below it (a dot or `*.` before it changes nothing, as in curl); addresses and blocks of
 * them (`10.0.0.0/8`, `[::1]`), which names are never resolved for; and `*` for everything. A port behind an entry
 * restricts it to that port.
 */
export function noProxy(list: string): (url: WebAddress) => boolean {
  const entries = list.split(/[\s,]+/).flatMap((text) => (text === '' ? [] : [entryOf(text)]))
  if (entries.length === 0) return () => false
  return (url) => {
    const host = bareHost(url.hostname)
    const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
    return entries.some((entry) => (entry.port === undefined || entry.port === port) && entry.matches(host))
  }
}

interface Entry {
  readonly port: number | undefined
  matches(host: string): boolean
}

/** In brackets or not, with a port behind or not; the colons of a bare IPv6 address divide nothing. */
const ENTRY = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/

function entryOf(text: string): Entry {
  const [, bracketed, plain, port] = ENTRY.exec(text) ?? []
  const host = bracketed ?? plain ?? text
  return { port: port === undefined ? undefined : Number(port), matches: hostMatcher(host) }
}

function hostMatcher(host: string): Entry['matches'] {
  if (host === '*') return () => true
  const block = addressBlock(host)
  if (block !== undefined) return (candidate) => isIP(candidate) !== 0 && isWithin(candidate, block)
  const name = domainToASCII(host.replace(/^\*?\./, '').replace(/\.$/, ''))
  return (candidate) => name !== '' && (candidate === name || candidate.endsWith(`.${name}`))
}

type Block = readonly [ipaddr.IPv4 | ipaddr.IPv6, number]

function addressBlock(text: string): Block | undefined {
  const [address = '', length] = text.split('/')
  const version = isIP(address)
  if (version === 0) return undefined
  const bits = version === 4 ? 32 : 128
  const prefix = length === undefined ? bits : Number(length)
  return prefix >= 0 && prefix <= bits ? [ipaddr.parse(address), prefix] : undefined
}

function isWithin(address: string, [base, prefix]: Block): boolean {
  const parsed = ipaddr.process(address)
  return parsed.kind() === base.kind() && parsed.match(base, prefix)
}
