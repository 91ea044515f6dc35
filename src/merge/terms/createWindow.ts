import type { Postings } from './createPostings.ts'

/** The postings of one term that are looked at for one page. */
export interface PostingWindow {
  readonly from: number
  readonly to: number
  /** The first and the last page among them. */
  readonly lowest: number
  readonly highest: number
  /** Whether the term has more. */
  readonly isCut: boolean
}

/** At most `size` postings around the page's own: half of them before it, or what is left when there are fewer on one side. */
export function createWindow(postings: Postings, size: number) {
  return (hash: number, place: number): PostingWindow => {
    const own = postings.find(hash, place)
    let before = 0
    let after = 0
    while (before < size && own > before && postings.has(own - before - 1, hash)) before += 1
    while (after <= size && postings.has(own + after, hash)) after += 1
    const isCut = before + after > size
    if (isCut) {
      before = Math.min(before, Math.max(size >>> 1, size - after))
      after = size - before
    }
    const from = own - before
    const to = own + after
    return { from, to, lowest: postings.place(from), highest: postings.place(to - 1), isCut }
  }
}
