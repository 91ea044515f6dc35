import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { serve } from '../localServer.ts'

/** A site of pages of every kind, which many jobs may ask at once: what it is asked for, it knows of each by its user agent. */
export interface CrashSite {
  /** The list of all its pages, with a duplicate and a line that is no URL. */
  readonly urls: readonly string[]
  /** How many pages of the list get a result of their own. */
  readonly pages: number
  /** How often the job has asked for each URL, robots.txt aside. */
  asked(job: string): ReadonlyMap<string, number>
}

const NOUNS = 'harbour lantern glacier orchard violin compass meadow furnace lagoon quarry'.split(' ')
const VERBS = 'guards follows remembers measures crosses paints repairs answers carries watches'.split(' ')

/** Text of its own for each topic; pages 10 apart have one topic and differ in few words. */
function sentences(page: number): string {
  const topic = page % 10
  const words = Array.from({ length: 40 }, (_, at) => {
    const noun = NOUNS[(at * 7 + topic * 3 + Math.floor(at / 10)) % 10]
    const verb = VERBS[(at * 3 + topic * 7 + Math.floor(at / 7)) % 10]
    return `The ${noun} of quarter ${topic}${at} ${verb} the ${NOUNS[topic]}.`
  })
  return `${words.join(' ')} Only page ${page} says this.`
}

interface Answer {
  readonly statusCode: number
  readonly text: string
  readonly etag?: string
  readonly location?: string
}

/** What became of a page between two runs, by its number: most stay as they are. */
function textOf(page: number, version: number, pages: number): Answer {
  const isLater = version === 2
  if (page % 7 === 5 || (isLater && page % 7 === 3)) return { statusCode: 404, text: 'gone' }
  const news = isLater && page % 7 === 1 ? 'The ferry no longer calls here.' : ''
  const comment = isLater && page % 7 === 2 ? '<!-- another build -->' : ''
  const text = `<!doctype html><html lang="en"><head><title>Page ${page}</title></head><body><article>
    <h1>Page ${page}</h1><p>${sentences(page)} ${news}</p>
    <p><a href="/${(page + 1) % pages}">next</a> <a href="/${(page * 7) % pages}">other</a></p></article>${comment}</body></html>`
  // Some have nothing to ask for a change with.
  return { statusCode: 200, text, ...(page % 7 !== 4 && { etag: `"${page} ${news}${comment}"` }) }
}

const VERSION = /\/([12])$/

/**
 * Serves `pages` pages and some more at two origins, each after `latencyMs`, the one that fails after ten times as long. A job's user agent ends in `/1` or `/2`: the version of the
 * site that it sees.
 */
export async function serveCrashSite(pages: number, latencyMs: number): Promise<CrashSite> {
  const jobs = new Map<string, Map<string, number>>()
  const answerTo = (path: string, version: number): Answer => {
    if (path === '/robots.txt') return { statusCode: 200, text: 'User-agent: *\nDisallow: /denied\n' }
    if (path === '/moved') return { statusCode: 302, text: '', location: `${other}/${pages + 1}` }
    if (path === '/failing') return { statusCode: 500, text: 'not today' }
    return textOf(Number(path.slice(1)), version, pages)
  }
  const listener: RequestListener = (request, response) => {
    const job = request.headers['user-agent'] ?? ''
    const path = request.url ?? ''
    const asked = jobs.get(job) ?? new Map<string, number>()
    jobs.set(job, asked)
    const url = `http://${request.headers.host}${path}`
    if (path !== '/robots.txt') asked.set(url, (asked.get(url) ?? 0) + 1)
    const answer = answerTo(path, Number(VERSION.exec(job)?.[1]))
    // Two attempts are never of one commit, however soon the second begins.
    const waitMs = path === '/failing' ? 10 * latencyMs : latencyMs
    setTimeout(() => send(answer, request, response), waitMs)
  }
  const origin = await serve(listener)
  const other = await serve(listener)
  const listed = [
    ...Array.from({ length: pages }, (_, page) => `${origin}/${page}`),
    `${origin}/failing`,
    `${origin}/moved`,
    `${origin}/denied`,
    `${other}/${pages}`,
  ]
  return {
    urls: [...listed.slice(0, 3), `${origin}/1#top`, 'http://', ...listed.slice(3)],
    pages: listed.length,
    asked: (job) => jobs.get(job) ?? new Map(),
  }
}

function send(
  { statusCode, text, etag, location }: Answer,
  request: IncomingMessage,
  response: ServerResponse,
) {
  if (etag !== undefined) response.setHeader('etag', etag)
  if (location !== undefined) response.setHeader('location', location)
  if (etag !== undefined && request.headers['if-none-match'] === etag)
    return void response.writeHead(304).end()
  response.setHeader('content-type', location === undefined ? 'text/html; charset=utf-8' : 'text/plain')
  response.writeHead(statusCode).end(text)
}
