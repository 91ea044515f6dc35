import { PageBlocks } from '../../../../src/analysis/mainText/pageBlocks.ts'
import { type Element, isElement } from '../../../../src/analysis/markup/pageTree.ts'
import { parsedPage } from '../../../../src/analysis/markup/parsedPage.ts'
import { codeBlocks } from '../../../../src/analysis/structure/codeBlocks.ts'
import { images } from '../../../../src/analysis/structure/images.ts'
import { links } from '../../../../src/analysis/structure/links.ts'
import { lists } from '../../../../src/analysis/structure/lists.ts'
import { StructureGatherer } from '../../../../src/analysis/structure/structureElements.ts'
import { tables } from '../../../../src/analysis/structure/tables.ts'
import { walkTree } from '../../../../src/analysis/walkTree.ts'

const pageUrl = 'https://mill.example/a/b?c#d'

/** The structure of a page whose main text is what stands in `<main>`; of one without, everything. */
export function structureOf(markup: string, base = pageUrl) {
  const { root } = parsedPage(markup, 'html')
  const blocks = new PageBlocks('html', 'scripted')
  const structure = new StructureGatherer()
  walkTree(root, {
    enter(node) {
      const isRead = blocks.enter(node)
      if (isElement(node) && isRead) structure.enter(node, blocks.position())
      return isRead
    },
    leave(node) {
      blocks.leave(node)
      if (isElement(node)) structure.leave(node, blocks.position())
    },
  })
  const shown = blocks.content().blocks
  const hasMain = markup.includes('<main')
  const isMain = (from: number, to: number): boolean =>
    [...shown.firstNodes]
      .slice(Math.max(from, 0), to + 1)
      .some((first) => !hasMain || isIn('main', shown.nodes.at(first).parent))
  const found = structure.elements()
  return {
    links: links(found.links, base, pageUrl, isMain),
    images: images(found.images, base, isMain),
    tables: tables(found.tables, isMain),
    lists: lists(found.lists, isMain),
    code: codeBlocks(found.code, isMain),
  }
}

function isIn(name: string, node: unknown): boolean {
  let element = node as Element | null
  while (element !== null && element?.name !== name) element = (element?.parent ?? null) as Element | null
  return element !== null
}
