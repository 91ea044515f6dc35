import type { Block } from './block.ts'
import { joinedText } from './joinedText.ts'
import type { MeasuredPage } from './measuredPage.ts'

/** All that a page shows when it opens: see `PageBlocks` and `joinedText`. */
export function visibleText(page: MeasuredPage): string {
  return joinedText(shownBlocks(page))
}

/** About how long that is, without putting it together: never longer. */
export function visibleChars(page: MeasuredPage): number {
  return shownBlocks(page).reduce((sum, { text }) => sum + text.length, 0)
}

function shownBlocks({ blocks }: MeasuredPage): readonly Block[] {
  return blocks.map(({ block }) => block).filter(({ isConcealed }) => !isConcealed)
}
