import type { Container } from './mainText/block.ts'
import { isMostlyConcealed } from './mainText/isMostlyConcealed.ts'
import type { MeasuredPage } from './mainText/measuredPage.ts'
import { outsideLandmarks } from './mainText/outsideLandmarks.ts'

/** A longer text is more than a question. */
const maxWords = 500
/** A logo's name or a "Loading" beside the question is no content either. */
const maxOtherWords = 5

/** What makers of such questions, and those who write their own, call their elements. */
const consentNames =
  /cookie-?(?:banner|bar|consent|law|notice|policy|popup|modal|wall|dialog)|consent|gdpr|onetrust|didomi|cybot|usercentrics|qc-cmp|truste|sp_message|iubenda|cmplz/i

/** Whether all that a page shows is a question for consent: the page behind it is not there. Linear in the page. */
export function isConsentOnly(page: MeasuredPage): boolean {
  if (page.shownWords === 0 || page.shownWords > maxWords) return false
  const isAsking = new Uint8Array(page.containers.length)
  for (const container of page.containers) {
    const above = container.parent === null ? 0 : (isAsking[container.parent.order] ?? 0)
    isAsking[container.order] = above === 1 || isNamedConsent(container) ? 1 : 0
  }
  const counts = outsideLandmarks(page)
  let asking = 0
  let other = 0
  let concealed = 0
  page.blocks.forEach(({ block: { container, isConcealed }, characters: { words } }, index) => {
    if (container !== null && isAsking[container.order] === 1) asking += isConcealed ? 0 : words
    else if (isConcealed) concealed += words
    else if (counts[index] === 1) other += words
  })
  const { shownWords } = page
  const isBehind = isMostlyConcealed({ words: shownWords + concealed, shownWords })
  return asking > 0 && other <= maxOtherWords && !isBehind
}

function isNamedConsent({ element }: Container): boolean {
  const id = element.attribute('id')
  const classes = element.attribute('class')
  return (id !== undefined && consentNames.test(id)) || (classes !== undefined && consentNames.test(classes))
}
