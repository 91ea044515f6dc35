import { chainHash } from '../config/chainHash.ts'
import type {
  Detour,
  FetchConfig,
  FetchOutcome,
  HeaderMap,
  HostSignal,
  KnownPage,
  PageRequest,
  Redirect,
  Validators,
} from '../types.ts'
import { isTextual, mediaType } from './contentType.ts'
import type { Deadline } from './deadline.ts'
import type { Exchange, ResponseHeaders } from './exchange.ts'
import { header, locationHeader } from './header.ts'
import { answerSignal } from './hostSignal.ts'
import { isRedirectStatus, redirectTarget } from './redirect.ts'
import { hasValidators, validatorsOf } from './validators.ts'
import type { WebAddress } from './webAddress.ts'

/** Where an attempt has come to, for whoever has to say why it ended there. */
export interface Trail {
  url: WebAddress
  /** Least time between two requests to the host that the attempt began at. */
  readonly intervalMs: number
  readonly redirects: Redirect[]
  /** How far the exchange with `url` has come. */
  isSent: boolean
  headersSeen: boolean
  /** What an earlier run has of the page. */
  readonly known?: KnownPage
}

/** Asks for a URL, where that may be done now. */
export type Ask = (trail: Trail, deadline: Deadline, isFirst: boolean) => Promise<Exchange | AskedForNothing>
export type AskedForNothing = Detour & { readonly heard?: HostSignal }

export interface AttemptOptions extends Pick<FetchConfig, 'maxRedirects'> {
  /** Names of the headers that a page keeps. */
  readonly keptHeaders: readonly string[]
}

/** Follows the redirects on the request's origin, to a page, a failure, or another origin. */
export async function pageAttempt(
  { intervalMs }: PageRequest,
  trail: Trail,
  deadline: Deadline,
  ask: Ask,
  { maxRedirects, keptHeaders }: AttemptOptions,
): Promise<FetchOutcome> {
  for (let isFirst = true; ; isFirst = false) {
    const { url, redirects } = trail
    trail.isSent = false
    trail.headersSeen = false
    const response = await ask(trail, deadline, isFirst)
    if ('kind' in response) return response
    const { statusCode, headers } = response
    const heard = answerSignal(url, statusCode, headers, Date.now())
    const known = knownHere(trail)
    if (statusCode === 304 && known !== undefined) {
      return { kind: 'not-modified', validators: newest(known, validatorsOf(headers)), heard }
    }
    const location = isRedirectStatus(statusCode) ? locationHeader(headers) : undefined
    if (location === undefined) {
      return pageOutcome(trail, response, { remainingMs: deadline.remainingMs(), heard, keptHeaders })
    }
    redirects.push({ url: url.href, statusCode })
    const target = redirectTarget(new URL(url.href), location, redirects, maxRedirects)
    if (!(target instanceof URL)) return { kind: 'failed', failure: target, heard }
    // Elsewhere other bounds hold, and where requests keep a distance a redirect keeps it too.
    if (intervalMs > 0 || target.origin !== url.origin) {
      return { ...hopTo(target, redirects, deadline.remainingMs()), heard }
    }
    trail.url = target
  }
}

/** A 304 may bring new validators, and need not repeat the old ones. */
function newest(known: Validators, brought: Validators | undefined): Validators {
  return {
    etag: brought?.etag ?? known.etag,
    lastModified: brought?.lastModified ?? known.lastModified,
  }
}

/**
 * What is known of the page, where the attempt has come to the URL that it is known from, and on the same way: its row tells
 * the redirects. Only what can be asked by.
 */
export function knownHere({ known, url, redirects }: Trail): KnownPage | undefined {
  if (known?.finalUrl !== url.href || !hasValidators(known)) return undefined
  return known.answerHash.startsWith(chainHash(redirects)) ? known : undefined
}

/** The attempt goes on at another URL, through the schedule. */
export function hopTo(target: URL, redirects: readonly Redirect[], remainingMs: number): Detour {
  return { kind: 'moved', hop: { url: target.href, host: target.hostname, redirects, remainingMs } }
}

/** Whether the answer is a page to be read. */
export function isPage(statusCode: number, headers: ResponseHeaders): boolean {
  return isSuccess(statusCode) && isTextual(mediaType(header(headers, 'content-type') ?? ''))
}

export const isSuccess = (statusCode: number): boolean => statusCode >= 200 && statusCode <= 299

interface OutcomeFacts extends Pick<AttemptOptions, 'keptHeaders'> {
  readonly remainingMs: number
  readonly heard: HostSignal
}

function kept(headers: ResponseHeaders, names: readonly string[]): HeaderMap {
  const found = names.map((name) => [name.toLowerCase(), header(headers, name.toLowerCase())] as const)
  return Object.fromEntries(found.filter((entry): entry is [string, string] => entry[1] !== undefined))
}

function pageOutcome(
  { url, redirects }: Trail,
  { statusCode, headers, body }: Exchange,
  { remainingMs, heard, keptHeaders }: OutcomeFacts,
): FetchOutcome {
  if (!isSuccess(statusCode)) {
    const message = `the server answered ${statusCode}`
    return { kind: 'failed', failure: { stage: 'fetch', code: 'http-status', message, statusCode }, heard }
  }
  const contentType = header(headers, 'content-type') ?? ''
  if (!isTextual(mediaType(contentType))) {
    const message = `the content type is ${mediaType(contentType)}`
    return { kind: 'failed', failure: { stage: 'fetch', code: 'not-html', message }, heard }
  }
  const validators = validatorsOf(headers)
  const page = {
    finalUrl: url.href,
    statusCode,
    contentType,
    contentEncoding: header(headers, 'content-encoding') ?? '',
    refresh: header(headers, 'refresh') ?? '',
    redirects,
    ...(validators && { validators }),
    ...(keptHeaders.length > 0 && { headers: kept(headers, keptHeaders) }),
    body,
  }
  return { kind: 'fetched', page, remainingMs, heard }
}
