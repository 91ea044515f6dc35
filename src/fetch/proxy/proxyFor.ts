import { ConfigError } from '../../errors.ts'
import type { WebAddress } from '../webAddress.ts'
import { noProxy } from './noProxy.ts'

/** A proxy, ready to be asked. */
export interface HttpProxy {
  /** Where it is, without name and password: what may stand in a message. */
  readonly origin: string
  readonly url: URL
  /** Value of `Proxy-Authorization`, for a proxy whose address holds a name. */
  readonly authorization: string | undefined
}

/**
 * Which proxy a request for a URL goes through, if any. `setting` is `none`, the URL of a proxy, or `environment`:
 * HTTPS_PROXY or HTTP_PROXY by the URL's scheme, else ALL_PROXY, lower case before upper case; an empty variable is as
 * good as none, and an address without a scheme is an http one. HTTP_PROXY in capitals is not believed where
 * REQUEST_METHOD is set, for there it may be a header of a stranger's request. NO_PROXY holds for a configured proxy
 * too. The same proxy is always the same object. Throws a `ConfigError` for an address that is no http or https URL,
 * when it would be used.
 */
export function proxyFor(
  setting: string,
  env: NodeJS.ProcessEnv,
): (url: WebAddress) => HttpProxy | undefined {
  if (setting === 'none') return () => undefined
  const isExempt = noProxy(env.no_proxy || env.NO_PROXY || '')
  if (setting !== 'environment') {
    const proxy = proxyOf('fetch.proxy', setting)
    return (url) => (isExempt(url) ? undefined : proxy)
  }
  const https = environmentProxy(['https_proxy', 'HTTPS_PROXY'], env)
  const http = environmentProxy(env.REQUEST_METHOD ? ['http_proxy'] : ['http_proxy', 'HTTP_PROXY'], env)
  return (url) => (isExempt(url) ? undefined : url.protocol === 'https:' ? https : http)
}

function environmentProxy(names: readonly string[], env: NodeJS.ProcessEnv): HttpProxy | undefined {
  const name = [...names, 'all_proxy', 'ALL_PROXY'].find((candidate) => env[candidate])
  return name === undefined ? undefined : proxyOf(name, env[name] ?? '')
}

/** @param name the key or the variable that the address comes from. */
function proxyOf(name: string, address: string): HttpProxy {
  try {
    const url = new URL(/^[a-z][a-z\d+.-]*:\/\//i.test(address) ? address : `http://${address}`)
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refusal(name, address)
    return { origin: url.origin, url, authorization: basicAuthorization(url) }
  } catch {
    throw refusal(name, address)
  }
}

/** RFC 7617, in UTF-8. */
function basicAuthorization({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`
}

function refusal(name: string, address: string): ConfigError {
  const value = withoutCredentials(address)
  const allowed = 'the address of an http or https proxy'
  const message = `${name} is ${JSON.stringify(value)}, but must be ${allowed}`
  return new ConfigError(message, [{ message, key: name, value, allowed }])
}

/** Also of an address that is no URL: all that may be a name or a password stands before the last `@`. */
function withoutCredentials(address: string): string {
  return address.replace(/^([a-z][a-z\d+.-]*:\/\/)?.*@/is, '$1')
}
