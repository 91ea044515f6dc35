import type { PageImage } from '../../types.ts'
import type { Element } from '../markup/pageTree.ts'
import { createResolver } from './createResolver.ts'
import { imageSource } from './imageSource.ts'
import { oneLine } from './lineText.ts'
import { type IsMain, standsInMainText } from './mainPlace.ts'
import type { PlacedElement } from './structureElements.ts'

/**
 * The images of a page in its order, each URL once with each of its `alt` texts. Images written into the page
 * (`data:`) and those of one pixel that only count visitors are left out.
 */
export function images(placed: readonly PlacedElement[], base: string, isMain: IsMain): readonly PageImage[] {
  if (placed.length === 0) return []
  const resolved = createResolver(base)
  const found = new Map<string, { url: string; alt: string | null; inMainText: boolean }>()
  for (const image of placed) {
    if (isPixel(image.element)) continue
    const url = imageSource(image.element, resolved)
    if (url === null) continue
    const written = image.element.attribute('alt')
    const alt = written === undefined ? null : oneLine(written)
    const key = alt === null ? url : `${url} ${alt}`
    let known = found.get(key)
    if (known === undefined) {
      known = { url, alt, inMainText: false }
      found.set(key, known)
    }
    known.inMainText ||= standsInMainText(image, isMain)
  }
  return [...found.values()]
}

const pixels: ReadonlySet<string> = new Set(['0', '1', '0px', '1px'])

/** Whether an image is made not to be seen: it counts visitors. */
export function isPixel(image: Element): boolean {
  const width = image.attribute('width')
  const height = image.attribute('height')
  return width !== undefined && height !== undefined && pixels.has(width.trim()) && pixels.has(height.trim())
}
