import { isConcealedBlock } from './block.ts'
import { joinedText } from './joinedText.ts'
import type { MeasuredPage } from './measuredPage.ts'

/** All that a page shows when it opens: see `PageBlocks` and `joinedText`. */
export function visibleText(page: MeasuredPage): string {
  return joinedText(page, (index) => !isConcealedBlock(page.blocks, index))
}

/** About how long that is, without putting it together: never longer. */
export function visibleChars({ blocks }: MeasuredPage): number {
  let chars = 0
  for (let index = 0; index < blocks.texts.length; index++)
    if (!isConcealedBlock(blocks, index)) chars += blocks.texts.at(index).length
  return chars
}
