/** What is wrong with a text that holds `NOT_UTF8`. */
export const SPOILT = 'holds bytes that are not UTF-8'

/** Notes a line whose URL is sound, and what else it says is not. */
export type NoteSpoilt = (origin: string) => void

/** Tells of the first such line of a list: in a list of the wrong encoding there may be as many as lines. */
export function createSpoiltNote(warn: (message: string) => void): NoteSpoilt {
  let isTold = false
  return (origin) => {
    if (isTold) return
    isTold = true
    warn(
      `${origin}: ${SPOILT}: U+FFFD stands for them under "input", there and wherever else the list has such bytes`,
    )
  }
}
