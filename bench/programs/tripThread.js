/** Stands where a thread of the pool analyses pages: answers with made-up results, each made once and kept. */

import { ANSWER, HOSTS, MEAN_PAGE, pageOf } from '../support/meanPage.js'
import { createSyntheticResults } from '../support/syntheticResults.js'

const tools = await import(process.env.TEXTMILL_BENCH_TOOLS ?? '')
const synthetic = createSyntheticResults({
  ...tools,
  hosts: HOSTS,
  pages: Number(process.env.TEXTMILL_BENCH_PAGES),
  shape: MEAN_PAGE,
})
/** @type {Map<number, object>} */
const made = new Map()

export default function runTask(
  /** @type {{ requests: readonly { url: string }[], progress?: Float64Array }} */ { requests, progress },
) {
  return requests.map(({ url }, at) => {
    progress?.set([Date.now(), at + 1])
    return answerTo(url)
  })
}

function answerTo(/** @type {string} */ url) {
  const index = pageOf(url)
  const answer = made.get(index) ?? { kind: 'analysed', page: { ...ANSWER, ...synthetic.analysed(index) } }
  made.set(index, answer)
  return answer
}
