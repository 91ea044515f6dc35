import type { Dispatcher } from 'undici'
import { ProxyError } from './proxyError.ts'
import type { HttpProxy } from './proxyFor.ts'
import { authorization } from './proxyTunnel.ts'

/**
 * Asks a proxy for http URLs in absolute form (RFC 9112, 3.2.2): many proxies make no tunnel to port 80. Its 407 is
 * the proxy's failure and not an answer of the server.
 */
export function forwardedBy(proxy: HttpProxy): Dispatcher.DispatchInterceptor {
  return (dispatch) => (options, handler) => {
    const headers = { ...(options.headers as Record<string, string>), ...authorization(proxy) }
    return dispatch(
      { ...options, path: `${options.origin}${options.path}`, headers },
      answerOf(proxy, handler),
    )
  }
}

function answerOf(proxy: HttpProxy, handler: Dispatcher.DispatchHandler): Dispatcher.DispatchHandler {
  return {
    onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
    onResponseStart(controller, statusCode, headers, statusMessage) {
      if (statusCode === 407) controller.abort(new ProxyError(proxy.origin, { statusCode }))
      else handler.onResponseStart?.(controller, statusCode, headers, statusMessage)
    },
    onResponseData: (controller, chunk) => handler.onResponseData?.(controller, chunk),
    onResponseEnd: (controller, trailers) => handler.onResponseEnd?.(controller, trailers),
    onResponseError: (controller, error) => handler.onResponseError?.(controller, error),
  }
}
