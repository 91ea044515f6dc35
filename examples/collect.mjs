/** Prints a line for each page as soon as its result is saved. Usage: node examples/collect.mjs URL... */
import { scrape } from 'textmill'

const { summary } = await scrape({
  input: process.argv.slice(2),
  fetch: { perHost: { concurrency: 2 }, retries: 1 },
  onResult(result) {
    if (result.status === 'ok') console.log(`${result.analysis.words} words: ${result.analysis.title}`)
    if (result.status === 'failed') console.log(`${result.failure.code}: ${result.url}`)
  },
})
console.log(`${summary.ok} of ${summary.pages} pages`)
