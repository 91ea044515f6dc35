/** The script that one writes first: p-limit, undici and cheerio in one thread. node script.js LIST OUTPUT CONNECTIONS */
import { once } from 'node:events'
import { createWriteStream, readFileSync } from 'node:fs'
import { load } from 'cheerio'
import pLimit from 'p-limit'
import { Agent, request } from 'undici'

const [list, output, connections] = process.argv.slice(2)
const limit = pLimit(Number(connections))
const dispatcher = new Agent({ connections: Number(connections) })
const rows = createWriteStream(output)

async function scrape(url) {
  const { statusCode, body } = await request(url, { dispatcher })
  const html = await body.text()
  if (statusCode !== 200) throw new Error(`${url} is answered with ${statusCode}`)
  const $ = load(html)
  const title = $('title').first().text()
  const links = $('a[href]')
    .map((_, a) => $(a).attr('href'))
    .get()
  $('script, style, noscript, template').remove()
  rows.write(`${JSON.stringify({ url, title, links, ...wordsOf($('body').text()) })}\n`)
}

function wordsOf(text) {
  const counts = new Map()
  let words = 0
  for (const [word] of text.toLowerCase().matchAll(/\p{L}+/gu)) {
    words += 1
    if (word.length > 3) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return { words, terms: [...counts].sort((a, b) => b[1] - a[1]).slice(0, 10) }
}

const urls = readFileSync(list, 'utf8').trim().split('\n')
await Promise.all(urls.map((url) => limit(scrape, url)))
rows.end()
await once(rows, 'close')
await dispatcher.close()
