/** Crawlee's CheerioCrawler over a list: node crawl.js LIST OUTPUT CONNECTIONS */
import { once } from 'node:events'
import { createWriteStream, readFileSync } from 'node:fs'
import { CheerioCrawler, Configuration, LogLevel, log, RequestList } from '@crawlee/cheerio'

const [list, output, connections] = process.argv.slice(2)
const rows = createWriteStream(output)
log.setLevel(LogLevel.WARNING)

const crawler = new CheerioCrawler(
  {
    // A list in memory, and no store on disk: the cheapest that it has.
    requestList: await RequestList.open(null, readFileSync(list, 'utf8').trim().split('\n')),
    minConcurrency: Number(connections),
    maxConcurrency: Number(connections),
    useSessionPool: false,
    persistCookiesPerSession: false,
    statisticsOptions: { logIntervalSecs: 3600, persistenceOptions: { enable: false } },
    requestHandler({ request, $ }) {
      const title = $('title').first().text()
      const links = $('a[href]')
        .map((_, a) => $(a).attr('href'))
        .get()
      $('script, style, noscript, template').remove()
      rows.write(`${JSON.stringify({ url: request.url, title, links, ...wordsOf($('body').text()) })}\n`)
    },
  },
  new Configuration({ persistStorage: false }),
)

function wordsOf(text) {
  const counts = new Map()
  let words = 0
  for (const [word] of text.toLowerCase().matchAll(/\p{L}+/gu)) {
    words += 1
    if (word.length > 3) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return { words, terms: [...counts].sort((a, b) => b[1] - a[1]).slice(0, 10) }
}

await crawler.run()
rows.end()
await once(rows, 'close')
