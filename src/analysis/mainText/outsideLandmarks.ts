import type { Container } from './block.ts'
import type { MeasuredPage } from './measuredPage.ts'

const asideNames: ReadonlySet<string> = new Set(['nav', 'footer', 'aside', 'menu'])
const asideRoles: ReadonlySet<string> = new Set(['navigation', 'contentinfo', 'complementary', 'search'])

/**
 * A 1 for each shown block that stands in no landmark for what is beside the matter (ARIA 1.2: navigation, contentinfo,
 * complementary, search, and their elements); for all of them where nothing else is there.
 */
export function outsideLandmarks({ blocks, containers }: MeasuredPage): Uint8Array {
  const isAside = new Uint8Array(containers.length)
  for (const container of containers) {
    const above = container.parent === null ? 0 : (isAside[container.parent.order] ?? 0)
    isAside[container.order] = above === 1 || isLandmark(container) ? 1 : 0
  }
  const isShown = Uint8Array.from(blocks, ({ block }) => (block.isConcealed ? 0 : 1))
  const outside = isShown.map((flag, index) => {
    const container = blocks[index]?.block.container ?? null
    return container !== null && isAside[container.order] === 1 ? 0 : flag
  })
  return outside.includes(1) ? outside : isShown
}

function isLandmark({ element }: Container): boolean {
  const role = element.attribute('role')
  return asideNames.has(element.name) || (role !== undefined && asideRoles.has(role))
}
