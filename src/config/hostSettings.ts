import type { FetchConfig, HeaderMap, HostRules, HostSettings, HostTable } from '../types.ts'
import { basicAuthorization } from './basicAuth.ts'
import { domainsAbove, hostPattern, withoutFinalDot } from './hostPattern.ts'

/** More hosts than a run has at a time; the oldest goes first. */
const MOST_REMEMBERED = 4096

/**
 * How each host is treated. Key by key, the rules of an exact name go before those of `*.name`, the longer of these before
 * the shorter, and all before what holds for every host; headers are merged by name. `auth` is the `authorization`
 * header of its rules. Takes hosts in the form of `URL.hostname`, with or without a final dot.
 */
export function createHostSettings(fetch: FetchConfig): (hostname: string) => HostSettings {
  const general: HostSettings = {
    ...fetch.perHost,
    allowPrivate: fetch.allowPrivate,
    headers: lowerCase(fetch.headers),
  }
  const { exact, below } = compiled(fetch.hosts)
  if (exact.size + below.size === 0) return () => general

  const remembered = new Map<string, HostSettings>()
  return (hostname) => {
    const known = remembered.get(hostname)
    if (known !== undefined) return known
    const host = withoutFinalDot(hostname)
    const rules = [...domainsAbove(host).map((domain) => below.get(domain)), exact.get(host)]
    const settings = rules.reduce<HostSettings>(overruled, general)
    const [oldest] = remembered.size < MOST_REMEMBERED ? [] : remembered.keys()
    if (oldest !== undefined) remembered.delete(oldest)
    remembered.set(hostname, settings)
    return settings
  }
}

/**
 * Whether a host is one of `patterns` (`example.com`, `*.example.com`). Takes hosts in the form of `URL.hostname`, with
 * or without a final dot. A pattern that is none matches nothing.
 */
export function hostMatcher(patterns: readonly string[]): (hostname: string) => boolean {
  const found = patterns.flatMap((written) => hostPattern(written) ?? [])
  if (found.length === 0) return () => false
  const exact = new Set(found.flatMap(({ host, isWildcard }) => (isWildcard ? [] : [host])))
  const above = new Set(found.flatMap(({ host, isWildcard }) => (isWildcard ? [host] : [])))
  return (hostname) => {
    const host = withoutFinalDot(hostname)
    return exact.has(host) || domainsAbove(host).some((domain) => above.has(domain))
  }
}

/** The rules, by exact host and by the domain that a host has to lie below. */
function compiled(hosts: HostTable) {
  const exact = new Map<string, Partial<HostSettings>>()
  const below = new Map<string, Partial<HostSettings>>()
  for (const [written, rules] of Object.entries(hosts)) {
    const pattern = hostPattern(written)
    if (pattern !== undefined) (pattern.isWildcard ? below : exact).set(pattern.host, settingsIn(rules))
  }
  return { exact, below }
}

function settingsIn({ auth, headers = {}, ...rest }: HostRules): Partial<HostSettings> {
  const given = Object.entries(rest).filter(([, value]) => value !== undefined)
  const authorization = auth === undefined ? {} : { authorization: basicAuthorization(auth) }
  return { ...Object.fromEntries(given), headers: { ...lowerCase(headers), ...authorization } }
}

function overruled(settings: HostSettings, rules: Partial<HostSettings> | undefined): HostSettings {
  if (rules === undefined) return settings
  return { ...settings, ...rules, headers: { ...settings.headers, ...rules.headers } }
}

function lowerCase(headers: HeaderMap): HeaderMap {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}
