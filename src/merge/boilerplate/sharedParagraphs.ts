import { createGiveWay, type GiveWay } from '../../config/giveWay.ts'
import type { Boilerplate } from '../../types.ts'
import { createBest } from './createBest.ts'
import type { CountedParagraph } from './createParagraphCounter.ts'
import { groupedBy } from './groupedBy.ts'

const maxPerHost = 20
const maxShared = 10_000
const maxReported = 1000

export interface ParagraphSource {
  /** The main text of the page with this index; null where there is none. */
  readText(index: number): string | null
  /** The paragraphs of a text that the hashes in the rows' features were made of. */
  paragraphsOf(text: string): readonly { readonly hash: number; readonly text: string }[]
}

export interface SharedParagraph extends Boilerplate {
  /** As in `PageFeatures.paragraphs`. */
  readonly hash: number
}

export interface SharedParagraphs {
  /** The 20 of each host that most pages have, 10,000 in all; on most pages first, then by their lowest pages. */
  readonly all: readonly SharedParagraph[]
  /** The first 1,000 of them. */
  readonly reported: readonly Boilerplate[]
}

/**
 * Paragraphs that so many pages of one host have (`minSharingPages`) that they tell nothing of any of them. Pages of one
 * host with the very same text count as one, so that a page under many addresses is no boilerplate. Holds the event
 * loop for no more than some milliseconds.
 */
export async function sharedParagraphs(
  counted: readonly CountedParagraph[],
  source: ParagraphSource,
): Promise<SharedParagraphs> {
  const giveWay = createGiveWay()
  const chosen = await mostShared(counted, giveWay)
  const all = await withTexts(chosen, source, giveWay)
  const reported = all.slice(0, maxReported).map(({ host, text, pages }) => ({ host, text, pages }))
  return { all, reported }
}

async function mostShared(
  counted: readonly CountedParagraph[],
  giveWay: GiveWay,
): Promise<CountedParagraph[]> {
  const best = createBest(maxShared, compareShared)
  for (const ofHost of groupedBy(counted, ({ host }) => host).values()) {
    for (const paragraph of ofHost.sort(compareShared).slice(0, maxPerHost)) best.add(paragraph)
    await giveWay()
  }
  return best.items()
}

function compareShared(a: CountedParagraph, b: CountedParagraph): number {
  return b.pages - a.pages || a.lowest - b.lowest || a.hash - b.hash
}

/** Each with its text, as the lowest page that has it writes it; without those that are not found there. */
async function withTexts(
  chosen: readonly CountedParagraph[],
  { readText, paragraphsOf }: ParagraphSource,
  giveWay: GiveWay,
): Promise<SharedParagraph[]> {
  const texts = new Map<CountedParagraph, string>()
  for (const [page, paragraphs] of groupedBy(chosen, ({ lowest }) => lowest)) {
    const ofPage = new Map(paragraphsOf(readText(page) ?? '').map(({ hash, text }) => [hash, text]))
    for (const paragraph of paragraphs) texts.set(paragraph, ofPage.get(paragraph.hash) ?? '')
    await giveWay()
  }
  return chosen
    .map((paragraph) => ({ ...paragraph, text: texts.get(paragraph) ?? '' }))
    .filter(({ text }) => text !== '')
    .map(({ host, text, pages, hash }) => ({ host, text, pages, hash }))
}
