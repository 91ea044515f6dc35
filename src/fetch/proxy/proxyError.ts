/** What a proxy did instead of connecting us: it failed like any other server, or it answered with a status. */
export class ProxyError extends Error {
  override name = 'ProxyError'
  // undici would begin a connection anew, for ever, if it knew the error as one of its own.
  readonly code = 'ERR_TEXTMILL_PROXY'
  /** Where the proxy is, without name and password. */
  readonly proxy: string
  readonly statusCode: number | undefined

  constructor(proxy: string, { cause, statusCode }: { cause?: unknown; statusCode?: number }) {
    super(`the proxy ${proxy} made no connection`, { cause })
    this.proxy = proxy
    this.statusCode = statusCode
  }
}
