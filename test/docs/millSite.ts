import type { RequestListener } from 'node:http'
import { serve } from '../support/localServer.ts'

const PAGES = new Map([
  [
    '/',
    `<!doctype html><html lang="en-GB"><head><title>The mill by the river</title>
    <meta name="description" content="How a small mill turns grain into flour."><link rel="canonical" href="/">
    </head><body><h1>The mill by the river</h1><p>The wheel turns day and night. The wheel is made of oak.</p>
    <a href="/flour">Flour</a> <a href="https://rivers.example/">Rivers</a></body></html>`,
  ],
  [
    '/flour',
    `<!doctype html><html lang="en"><head><title>Flour</title></head>
    <body><h1>Flour</h1><p>A sack of flour costs <span class="price">12.50 EUR</span> at the mill.</p></body></html>`,
  ],
])

/** The address that stands in the documents in place of the real one, whose port changes. */
const SHOWN_ORIGIN = 'https://mill.example'

/** The site as it was before. */
export const EARLIER_PAGES = new Map([
  ...PAGES,
  ['/', (PAGES.get('/') ?? '').replace('turns grain into', 'makes').replace('day and night', 'by day')],
  [
    '/old',
    '<!doctype html><html lang="en"><head><title>The old mill</title></head><body><p>It fell in.</p></body></html>',
  ],
])

/** The site of the documents' examples: two pages, and nothing else. Its `pages` may be changed. */
export async function serveMill(): Promise<{
  origin: string
  pages: Map<string, string>
  shown: (text: string) => string
}> {
  const pages = new Map(PAGES)
  const answer: RequestListener = (request, response) => {
    const page = pages.get(request.url ?? '')
    if (page === undefined) response.writeHead(404).end()
    else response.setHeader('content-type', 'text/html; charset=utf-8').end(page)
  }
  const origin = await serve(answer)
  const { hostname } = new URL(origin)
  const shown = (text: string): string =>
    text.replaceAll(origin, SHOWN_ORIGIN).replaceAll(hostname, new URL(SHOWN_ORIGIN).hostname)
  return { origin, pages, shown }
}
