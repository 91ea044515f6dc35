const minPages = 4
const minShare = 0.2
const enoughPages = 100

/**
 * From how many pages on a paragraph is boilerplate, on a host of so many pages of different texts: a fifth of them, at
 * least 4 and at most 100. A quotation, or how an article begins, stands on a page or two more where a site lists what it
 * has; the template of a section stands on all of its pages, and of a large site's sections few have a fifth.
 */
export function minSharingPages(pagesOfHost: number): number {
  return Math.min(Math.max(Math.ceil(pagesOfHost * minShare), minPages), enoughPages)
}
