import type { StateDatabase } from './database.ts'

/** Hosts by name, with the number of their requests that are ready. A bounded part of it is in memory. */
export interface HostTable {
  id(name: string): number
  /** Changes a host's count of ready requests; written with the next `flush`. */
  addReady(id: number, difference: number): void
  flush(): void
  /** The hosts with the most ready requests that are not paused, most first; ties in the order they were first seen. */
  longest(limit: number, now: number): HostBacklog[]
  /** Hides the host until then. */
  pause(id: number, until: number): void
  /** When the first hidden host with ready requests comes back. */
  nextTime(now: number): number | undefined
}

export interface HostBacklog {
  readonly host: string
  readonly ready: number
}

const MAX_CACHED_IDS = 10_000

export function createHostTable(database: StateDatabase): HostTable {
  const select = database.prepare('SELECT id FROM hosts WHERE name = ?')
  const insertHost = database.prepare('INSERT INTO hosts (name, ready, not_before) VALUES (?, 0, 0)')
  const update = database.prepare('UPDATE hosts SET ready = ready + ? WHERE id = ?')
  const selectLongest = database.prepare(
    'SELECT name, ready FROM hosts WHERE ready > 0 AND not_before <= ? ORDER BY ready DESC, id LIMIT ?',
  )
  const updatePause = database.prepare('UPDATE hosts SET not_before = ? WHERE id = ?')
  const selectNextTime = database.prepare(
    'SELECT min(not_before) FROM hosts WHERE not_before > 0 AND not_before > ? AND ready > 0',
  )
  const ids = new Map<string, number>()
  const differences = new Map<number, number>()

  const flush = (): void => {
    for (const [id, difference] of differences) if (difference !== 0) update.run(difference, id)
    differences.clear()
  }
  return {
    id(name) {
      const cached = ids.get(name)
      if (cached !== undefined) return cached
      const known = select.first(name)?.[0]
      const id = typeof known === 'number' ? known : insertHost.insert(name)
      if (ids.size >= MAX_CACHED_IDS) ids.clear()
      ids.set(name, id)
      return id
    },
    addReady(id, difference) {
      differences.set(id, (differences.get(id) ?? 0) + difference)
      if (differences.size >= MAX_CACHED_IDS) flush()
    },
    flush,
    longest(limit, now) {
      flush()
      return selectLongest
        .all(now, limit)
        .map(([host, ready]) => ({ host: String(host), ready: Number(ready) }))
    },
    pause: (id, until) => void updatePause.run(Math.ceil(until), id),
    nextTime(now) {
      flush()
      const time = selectNextTime.first(now)?.[0]
      return typeof time === 'number' ? time : undefined
    },
  }
}
