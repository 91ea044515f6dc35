import type { Element } from '../markup/pageTree.ts'
import type { DateRule } from './dateRule.ts'
import { elementText } from './elementText.ts'
import { hintOf } from './hints.ts'
import { machineDate } from './machineDate.ts'
import type { MetadataPage } from './metadataPage.ts'
import { urlDate } from './urlDate.ts'
import { type DateStyle, writtenDate } from './writtenDate.ts'

const published = /publi|post(?:ed)?[-_]?(?:on|date|time)|entry-date|creat|pubdate/i
const updated = /updat|modif|revis/i

/** A `<time>` that is said to be of the publication. */
export const markedTime: DateRule = (page) =>
  firstTime(
    page,
    (element) =>
      element.attribute('pubdate') !== undefined ||
      (published.test(hintOf(element)) && !updated.test(hintOf(element))),
  )
export const anyTime: DateRule = (page) => firstTime(page, (element) => !updated.test(hintOf(element)))

function firstTime(
  { marked, dateStyle }: MetadataPage,
  isWanted: (element: Element) => boolean,
): string | null {
  for (const element of marked.times) {
    if (!isWanted(element)) continue
    const date =
      machineDate(element.attribute('datetime'), dateStyle) ??
      writtenDate(elementText(element, 100), dateStyle)
    if (date !== null) return date
  }
  return null
}

const dateHint = /date|publi|posted|time(?!line|r)/i
/** An element that is said to be a date. */
export const markedDate: DateRule = ({ hinted, dateStyle }) => {
  for (const { element, hint } of hinted()) {
    if (!dateHint.test(hint) || updated.test(hint)) continue
    const text = elementText(element, 101)
    const date = text.length > 100 ? null : shownDate(text, dateStyle)
    if (date !== null) return date
  }
  return null
}

/** The web's own dates: an older one that is shown tells of something else. */
function shownDate(text: string, style: DateStyle): string | null {
  const date = writtenDate(text, style)
  return date !== null && date >= '1990' ? date : null
}

/** A line near the title that is a date or speaks of one. */
export const nearDate: DateRule = ({ near, dateStyle }) => {
  const { after, before } = near()
  for (const texts of [after, before]) {
    for (const text of texts) {
      const date = text.length > 120 ? null : shownDate(text, dateStyle)
      if (date !== null) return date
    }
  }
  return null
}
export const addressDate: DateRule = ({ path }) => urlDate(path)
