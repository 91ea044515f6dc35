import { childrenOf, type Element, isElement } from '../markup/pageTree.ts'
import type { Resolver } from './createResolver.ts'

/** Where scripts look for the picture that they show later, in the order of their use. */
const later = ['data-src', 'data-lazy-src', 'data-original', 'data-orig-file', 'data-lazy'] as const
const laterSets = ['data-srcset', 'data-lazy-srcset'] as const

/** What stands in the place of a picture until a script has loaded it. */
const standIn = /(?:^|[/_.-])(?:blank|spacer|placeholder|transparent|pixel|1x1|lazy|loading|loader)[^/]*$/i
/** A longer reference is no stand-in, and the look at it stays short. */
const maxStandInChars = 300

/**
 * The absolute URL of what an `<img>` shows: its `src`, unless that only keeps the place for another, else what a
 * script would load, else its first `srcset`, else that of its `<picture>`. Null for pictures in the page itself.
 */
export function imageSource(image: Element, resolved: Resolver): string | null {
  const own = usable(image.attribute('src'), resolved)
  if (own === null) return laterSource(image, resolved)
  return isStandIn(own) ? (laterSource(image, resolved) ?? own) : own
}

function laterSource(image: Element, resolved: Resolver): string | null {
  for (const name of later) {
    const url = usable(image.attribute(name), resolved)
    if (url !== null) return url
  }
  const ownSets = ['srcset', ...laterSets].map((name) => image.attribute(name))
  for (const set of [...ownSets, ...pictureSets(image)]) {
    const url = usable(firstOfSet(set), resolved)
    if (url !== null) return url
  }
  return null
}

function usable(reference: string | undefined, resolved: Resolver): string | null {
  if (reference === undefined) return null
  const trimmed = reference.trim()
  if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith('data:')) return null
  return resolved(trimmed)?.href ?? null
}

function isStandIn(source: string): boolean {
  if (source.length > maxStandInChars) return false
  return standIn.test(source.replace(/[?#].*$/s, ''))
}

/** The first URL of a `srcset`: such a list is parted by commas with a space behind them, since URLs may hold commas. */
function firstOfSet(set: string | undefined): string | undefined {
  const first = set === undefined ? undefined : /^[\s,]*([^\s,]\S*)/.exec(set)?.[1]
  if (first === undefined) return undefined
  // By hand: to find the commas at its end, an expression would look at each run of them again from each comma in it.
  let end = first.length
  while (first.charAt(end - 1) === ',') end--
  return first.slice(0, end)
}

const maxSources = 20

/** The `srcset` of each source of the picture that an image is in. */
function pictureSets({ parent }: Element): string[] {
  if (parent === null || !isElement(parent) || parent.name !== 'picture') return []
  return childrenOf(parent, maxSources).flatMap((child) => {
    if (!isElement(child) || child.name !== 'source') return []
    return child.attribute('srcset') ?? child.attribute('data-srcset') ?? []
  })
}
