import { isConcealedBlock } from './mainText/block.ts'
import { flagsWithin } from './mainText/flagsWithin.ts'
import { isMostlyConcealed } from './mainText/isMostlyConcealed.ts'
import type { MeasuredPage } from './mainText/measuredPage.ts'
import { outsideLandmarks } from './mainText/outsideLandmarks.ts'
import type { Element } from './markup/pageTree.ts'

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
  const { blocks } = page
  const isAsking = flagsWithin(page.containers, isNamedConsent)
  const counts = outsideLandmarks(page)
  let asking = 0
  let other = 0
  let concealed = 0
  for (let index = 0; index < counts.length; index++) {
    const words = page.wordsOf[index] as number
    const isConcealed = isConcealedBlock(blocks, index)
    if (isAsking[blocks.containers[index] as number] === 1) asking += isConcealed ? 0 : words
    else if (isConcealed) concealed += words
    else if (counts[index] === 1) other += words
  }
  const { shownWords } = page
  const isBehind = isMostlyConcealed({ words: shownWords + concealed, shownWords })
  return asking > 0 && other <= maxOtherWords && !isBehind
}

function isNamedConsent(element: Element): boolean {
  const id = element.attribute('id')
  const classes = element.attribute('class')
  return (id !== undefined && consentNames.test(id)) || (classes !== undefined && consentNames.test(classes))
}
