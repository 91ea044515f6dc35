import { joinedText } from './joinedText.ts'
import type { MeasuredPage } from './measuredPage.ts'

/** All that a page shows when it opens: see `PageBlocks` and `joinedText`. */
export function visibleText({ blocks }: MeasuredPage): string {
  return joinedText(blocks.map(({ block }) => block).filter(({ isConcealed }) => !isConcealed))
}

/** About how long that is, without putting it together: never longer. */
export function visibleChars({ blocks }: MeasuredPage): number {
  return blocks.reduce((sum, { block }) => (block.isConcealed ? sum : sum + block.text.length), 0)
}
