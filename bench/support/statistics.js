/** The middle value; of an even number the mean of the two middle ones. */
export function median(/** @type {readonly number[]} */ values) {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  const upper = sorted[half] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2
}

/** Each round's value over the same round's reference: what disturbs the machine for long disturbs both. */
export function ratios(/** @type {readonly number[]} */ values, /** @type {readonly number[]} */ references) {
  return values.map((value, round) => value / (references[round] ?? Number.NaN))
}

/**
 * One after the other, several rounds of them: A B C A B C.
 *
 * @template T
 * @param {number} rounds
 * @param {Record<string, () => Promise<T>>} runs
 * @returns {Promise<Record<string, T[]>>}
 */
export async function alternating(rounds, runs) {
  /** @type {Record<string, T[]>} */
  const results = Object.fromEntries(Object.keys(runs).map((name) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(runs)) results[name]?.push(await run())
  }
  return results
}
