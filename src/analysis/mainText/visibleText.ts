import { isConcealedBlock } from './block.ts'
import { joinedText } from './joinedText.ts'
import type { MeasuredPage } from './measuredPage.ts'

/** All that a page shows when it opens: see `PageBlocks` and `joinedText`. */
export function visibleText(page: MeasuredPage): string {
  return joinedText(page, (index) => !isConcealedBlock(page.blocks, index))
}

/** About how long that is, without putting it together: never longer. */
export function visibleChars({ blocks }: MeasuredPage): number {
  return blocks.texts.reduce(
    (sum, text, index) => (isConcealedBlock(blocks, index) ? sum : sum + text.length),
    0,
  )
}
