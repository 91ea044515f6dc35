import type { Heading } from '../types.ts'
import { type Blocks, isConcealedBlock } from './mainText/block.ts'
import { joinedOnOneLine } from './mainText/joinedText.ts'
import type { Element } from './markup/pageTree.ts'

interface PlacedHeading {
  readonly level: number
  readonly from: number
  /** After its last block. */
  readonly to: number
}

/**
 * Notes between which blocks the headings of a page stand while its tree is walked. A heading that begins inside
 * another ends it, as in a browser.
 */
export class HeadingNotes {
  private readonly placed: PlacedHeading[] = []
  private open: Element | null = null
  private from = 0

  /** `position` is the number of the block that comes next. */
  enter(element: Element, position: number): void {
    if (!isHeading(element)) return
    this.close(position)
    this.open = element
    this.from = position
  }

  leave(element: Element, position: number): void {
    if (this.open === element) this.close(position)
  }

  /** Those that are shown in order, each on one line, those without text left out. */
  all(blocks: Blocks): readonly Heading[] {
    const shown = (from: number, to: number): string[] => {
      const texts: string[] = []
      for (let index = from; index < Math.min(to, blocks.texts.length); index++)
        if (!isConcealedBlock(blocks, index)) texts.push(blocks.texts.at(index))
      return texts
    }
    return this.placed
      .map(({ level, from, to }) => ({ level, text: joinedOnOneLine(shown(from, to)) }))
      .filter(({ text }) => text !== '')
  }

  private close(to: number): void {
    if (this.open === null) return
    this.placed.push({ level: this.open.name.charCodeAt(1) - 48, from: this.from, to })
    this.open = null
  }
}

function isHeading({ name }: Element): boolean {
  if (name.length !== 2 || name.charCodeAt(0) !== 104) return false
  const level = name.charCodeAt(1) - 48
  return level >= 1 && level <= 6
}
