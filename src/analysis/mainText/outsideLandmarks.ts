import type { Element } from '../markup/pageTree.ts'
import { isConcealedBlock } from './block.ts'
import { filled } from './filled.ts'
import { flagsWithin } from './flagsWithin.ts'
import type { MeasuredPage } from './measuredPage.ts'

const asideNames: ReadonlySet<string> = new Set(['nav', 'footer', 'aside', 'menu'])
const asideRoles: ReadonlySet<string> = new Set(['navigation', 'contentinfo', 'complementary', 'search'])

/**
 * A 1 for each shown block that stands in no landmark for what is beside the matter (ARIA 1.2: navigation, contentinfo,
 * complementary, search, and their elements); for all of them where nothing else is there.
 */
export function outsideLandmarks({ blocks, containers }: MeasuredPage): Uint8Array {
  const isAside = flagsWithin(containers, isLandmark)
  const { length } = blocks.texts
  const isShown = filled(new Uint8Array(length), (index) => (isConcealedBlock(blocks, index) ? 0 : 1))
  const isOutside = filled(new Uint8Array(length), (index) =>
    isAside[blocks.containers[index] as number] === 1 ? 0 : (isShown[index] as number),
  )
  return isOutside.includes(1) ? isOutside : isShown
}

function isLandmark(element: Element): boolean {
  const role = element.attribute('role')
  return asideNames.has(element.name) || (role !== undefined && asideRoles.has(role))
}
