import type { PageFeatures } from '../../types.ts'

/** The term that stands as number `entry` among those of a page. Of terms as JSON no more is read than up to the last that was asked for. */
export type TermReader = (entry: number) => string

export function termReader(features: Pick<PageFeatures, 'terms' | 'flatTerms'>): TermReader {
  const flat = features.flatTerms
  if (flat === undefined || flat.includes('\\')) {
    const { terms } = features
    return (entry) => terms[entry]?.term ?? ''
  }
  const starts: number[] = []
  let next = 2
  return (entry) => {
    while (starts.length <= entry && next < flat.length) {
      starts.push(next)
      const end = flat.indexOf('"', next)
      const following = flat.indexOf('"', end + 1)
      next = following === -1 ? flat.length : following + 1
    }
    const start = starts[entry]
    return start === undefined ? '' : flat.slice(start, flat.indexOf('"', start))
  }
}
