import { compareCodePoints } from '../../config/compareCodePoints.ts'
import type { Entities, Entity } from '../../types.ts'
import type { EntityKind, NameRun } from './nameRuns.ts'

const maxEntities = 50
const letters = /\p{L}.*\p{L}/u
const shouted = /^\p{Lu}{2,}$/u

/** Whether a name is one of its kind when it is read by itself. */
export type IsKnown = (name: string, kind: EntityKind) => boolean

/**
 * Counts the names of each kind. What is one only by its place in a sentence is left out, since that is mostly a
 * wrong guess; so is a person of one word, but where it is the first or last name of one person it counts for that one.
 */
export function rankedEntities(runs: readonly NameRun[], isKnown: IsKnown): Entities {
  const people = runs.filter(({ kind }) => kind === 'people')
  return {
    people: ranked(peopleCounts(people, (name) => isKnown(name, 'people'))),
    organisations: ranked(counts(runs, 'organisations', isKnown)),
    places: ranked(counts(runs, 'places', isKnown)),
  }
}

function counts(runs: readonly NameRun[], kind: EntityKind, isKnown: IsKnown): Map<string, number> {
  const found = countBy(runs.filter((run) => run.kind === kind))
  return new Map([...found].filter(([name]) => letters.test(name) && isKnown(name, kind)))
}

function peopleCounts(runs: readonly NameRun[], isKnown: (name: string) => boolean): Map<string, number> {
  const whole = runs.filter(({ words }) => words.length > 1 && !words.some((word) => shouted.test(word)))
  const found = new Map([...countBy(whole)].filter(([name]) => isKnown(name)))
  const persons = personsByPart(whole.filter(({ name }) => found.has(name)))
  for (const { words } of runs.filter(({ words }) => words.length === 1)) {
    const names = persons.get(words[0] ?? '')
    if (names?.size !== 1) continue
    for (const name of names) found.set(name, (found.get(name) ?? 0) + 1)
  }
  return found
}

function personsByPart(runs: readonly NameRun[]): Map<string, Set<string>> {
  const persons = new Map<string, Set<string>>()
  for (const { words, name } of runs)
    for (const part of [words[0] ?? '', words.at(-1) ?? ''])
      persons.set(part, (persons.get(part) ?? new Set()).add(name))
  return persons
}

function countBy(runs: readonly NameRun[]): Map<string, number> {
  const found = new Map<string, number>()
  for (const { name } of runs) found.set(name, (found.get(name) ?? 0) + 1)
  return found
}

function ranked(found: ReadonlyMap<string, number>): Entity[] {
  return [...found]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || compareCodePoints(a.name, b.name))
    .slice(0, maxEntities)
}
