import { analysisFailure } from '../pageFailure.ts'

/** What the links of the largest page there can be need, by addresses of a usual length. */
const maxGrowth = 64_000_000

/** Spends what an address is longer than the reference it is written as. */
export type AddressBudget = (href: string, reference: string) => void

/**
 * Bounds by how much the addresses of a page, all together, are longer than the page has them: behind a long base, references of a few
 * characters become more text than a thread has memory. Throws a `PageFailure` when it is spent.
 */
export function createAddressBudget(maxChars = maxGrowth): AddressBudget {
  let left = maxChars
  return (href, reference) => {
    left -= href.length - reference.length
    if (left >= 0) return
    throw analysisFailure(
      `The addresses on the page are ${maxChars} characters longer than it has them, which is too much.`,
    )
  }
}
