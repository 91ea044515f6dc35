import type { SqlRow } from './database.ts'

/** What results say of their pages in short. */
export interface ResultFacts {
  readonly status: SqlRow[number]
  readonly failureCode: SqlRow[number]
  readonly language: SqlRow[number]
}

/** The short facts of results by the index of their rows, 8 bytes each: a result itself is large to read. */
export interface KnownResults {
  put(index: number, facts: ResultFacts, words: number): void
  /** Undefined where there is no result. */
  facts(index: number): ResultFacts | undefined
  words(index: number): number
}

export function createKnownResults(): KnownResults {
  /** There are few that differ: each is held once. */
  const distinct: ResultFacts[] = []
  const numbers = new Map<string, number>()
  /** For each index the number of its facts, counted from 1, and its words. */
  let cells = new Uint32Array(2048)
  return {
    put(index, facts, words) {
      if (2 * index + 1 >= cells.length) cells = grown(cells, 2 * index + 2)
      const name = `${facts.status} ${facts.failureCode} ${facts.language}`
      let number = numbers.get(name)
      if (number === undefined) {
        number = distinct.push(facts)
        numbers.set(name, number)
      }
      cells[2 * index] = number
      cells[2 * index + 1] = words
    },
    facts: (index) => distinct[(cells[2 * index] ?? 0) - 1],
    words: (index) => cells[2 * index + 1] ?? 0,
  }
}

function grown(cells: Uint32Array<ArrayBuffer>, least: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(least, 2 * cells.length))
  larger.set(cells)
  return larger
}
