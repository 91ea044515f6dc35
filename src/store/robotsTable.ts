import type { StateDatabase } from './database.ts'

/** The robots.txt of every origin that was asked for it, kept between runs. */
export interface RobotsTable {
  /** The text that was fetched no earlier than `since`, milliseconds since 1970. */
  get(origin: string, since: number): string | undefined
  put(origin: string, text: string, now: number): void
}

export function createRobotsTable(database: StateDatabase): RobotsTable {
  const select = database.prepare('SELECT text FROM robots WHERE origin = ? AND fetched_at >= ?')
  const insert = database.prepare('INSERT OR REPLACE INTO robots VALUES (?, ?, ?)')
  return {
    get(origin, since) {
      const text = select.first(origin, since)?.[0]
      return typeof text === 'string' ? text : undefined
    },
    put: (origin, text, now) => void insert.run(origin, now, text),
  }
}
