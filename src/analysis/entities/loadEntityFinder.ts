import type { Entities } from '../../types.ts'
import { capitalLines } from './capitalLines.ts'
import { nameRuns } from './nameRuns.ts'
import { type IsKnown, rankedEntities } from './rankedEntities.ts'

/** Null for a language other than English. The same text gives the same answer, whatever was read before. */
export type EntityFinder = (text: string, language: string | null) => Entities | null

const readLength = 50_000
/** Some texts take the tagger a time by the square of what it is given at once. */
const pieceLength = 2000

/**
 * Loads the tagger compromise (Spencer Kelly), which knows English by lists of names and by rules: once in each thread.
 * The first 50,000 characters of a text are read, in time by their number.
 */
export async function loadEntityFinder(): Promise<EntityFinder> {
  const { default: nlp } = await import('compromise/two')
  const isKnown: IsKnown = (name, kind) => {
    const [run, ...others] = nameRuns(nlp(name).docs.flat())
    return run?.name === name && run.kind === kind && others.length === 0
  }
  return (text, language) => {
    if (language !== 'en') return null
    const runs = capitalLines(text.slice(0, readLength), pieceLength).flatMap((piece) =>
      nlp(piece).docs.flatMap(nameRuns),
    )
    return rankedEntities(runs, isKnown)
  }
}
