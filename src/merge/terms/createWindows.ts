import type { Postings } from './createPostings.ts'

/** The postings of one term of a page that are looked at for it. */
export interface PostingWindow {
  readonly hash: number
  /** That the page itself has for the term. */
  readonly weight: number
  readonly from: number
  readonly to: number
  /** Whether the term has more. */
  readonly isCut: boolean
}

/** The page's own posting of a term, and how many others of the term are near it, before and after. */
interface Extent {
  readonly own: number
  readonly before: number
  readonly after: number
}

/** What is looked at for a page: a window for each of its terms. */
export type Windows = (place: number) => readonly PostingWindow[]

/**
 * At most `size` postings in all. Terms of few pages, which say most, are looked at whole; what they leave is shared among the
 * others in equal parts. A window that does not hold all of its term lies around the page's own posting: half of it before that, or what is left when
 * there are fewer on one side.
 */
export function createWindows(postings: Postings, size: number): Windows {
  const extent = (own: number): Extent => {
    const { from, to } = postings.term(own)
    return { own, before: Math.min(own - from, size), after: Math.min(to - own, size + 1) }
  }
  const window = ({ own, before, after }: Extent, share: number): PostingWindow => {
    const isCut = before + after > share
    const kept = isCut ? Math.min(before, Math.max(share >>> 1, share - after)) : before
    const from = own - kept
    const to = isCut ? from + share : own + after
    return { hash: postings.hash(own), weight: postings.weight(own), from, to, isCut }
  }
  return (place) => {
    const extents = Array.from(postings.of(place), extent)
    extents.sort((a, b) => a.before + a.after - (b.before + b.after) || a.own - b.own)
    let left = size
    return extents.map((one, at) => {
      const found = window(one, Math.floor(left / (extents.length - at)))
      left -= found.to - found.from
      return found
    })
  }
}
