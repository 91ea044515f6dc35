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
  /** How many postings of the term stand next to one another from `own` on, in steps of 1 or -1, up to `limit`. */
  const countFrom = (own: number, step: number, hash: number, limit: number): number => {
    let least = 0
    let most = limit
    while (least < most) {
      const middle = (least + most + 1) >>> 1
      if (postings.has(own + step * (middle - 1), hash)) least = middle
      else most = middle - 1
    }
    return least
  }
  return (hash: number, place: number): PostingWindow => {
    const own = postings.find(hash, place)
    let before = countFrom(own - 1, -1, hash, Math.min(size, own))
    let after = countFrom(own, 1, hash, size + 1)
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
