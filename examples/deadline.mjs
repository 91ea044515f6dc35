/** Stops when its time is over; the same command goes on where this one stopped. Usage: node examples/deadline.mjs SECONDS LIST OUTPUT */
import { InputError, StoppedError, scrape } from 'textmill'

const [seconds, list, output] = process.argv.slice(2)

try {
  const { outcome, summary, written } = await scrape({
    input: [list],
    output: { files: [output] },
    signal: AbortSignal.timeout(Number(seconds) * 1000),
  })
  console.log(`${outcome}: ${summary.ok} ok, ${summary.skipped} skipped, wrote ${written.join(', ')}`)
} catch (error) {
  if (!(error instanceof InputError || error instanceof StoppedError)) throw error
  console.log(`could not start: ${error.message}`)
}
