import type { SqlRow, StateDatabase } from './database.ts'

/** What was learned of a host. Times are milliseconds since 1970, 0 for none. */
export interface HostMemory {
  /** The interval between two requests that it was found to bear; 0 for no more than is set. */
  readonly intervalMs: number
  readonly pausedUntil: number
  readonly refusedUntil: number
}

/** What was learned of the hosts, by name, kept between runs. */
export interface HostMemoryTable {
  /** Undefined where nothing is known that still holds. */
  get(name: string): HostMemory | undefined
  /** Read back at once; written with the next `flush`. */
  put(name: string, memory: HostMemory): void
  flush(): void
}

export function createHostMemoryTable(database: StateDatabase): HostMemoryTable {
  database
    .prepare('DELETE FROM host_memory WHERE interval_ms = 0 AND max(paused_until, refused_until) <= ?')
    .run(Date.now())
  const select = database.prepare(
    'SELECT interval_ms, paused_until, refused_until FROM host_memory WHERE name = ?',
  )
  const insert = database.prepare('INSERT OR REPLACE INTO host_memory VALUES (?, ?, ?, ?)')
  const drop = database.prepare('DELETE FROM host_memory WHERE name = ?')
  const changed = new Map<string, HostMemory>()

  return {
    get(name) {
      const memory = changed.get(name)
      if (memory === undefined) return rememberedHost(select.first(name), Date.now())
      return holds(memory, Date.now()) ? memory : undefined
    },
    put: (name, memory) => void changed.set(name, memory),
    flush() {
      const now = Date.now()
      for (const [name, memory] of changed) {
        if (holds(memory, now)) {
          insert.run(name, memory.intervalMs, Math.ceil(memory.pausedUntil), Math.ceil(memory.refusedUntil))
        } else drop.run(name)
      }
      changed.clear()
    },
  }
}

/** What a row of interval, pause and refusal tells; undefined where that is nothing that still holds. */
export function rememberedHost(row: SqlRow | undefined, now: number): HostMemory | undefined {
  if (row === undefined) return undefined
  const [intervalMs = 0, pausedUntil = 0, refusedUntil = 0] = row.map(Number)
  const memory = { intervalMs, pausedUntil, refusedUntil }
  return holds(memory, now) ? memory : undefined
}

function holds({ intervalMs, pausedUntil, refusedUntil }: HostMemory, now: number): boolean {
  return intervalMs > 0 || pausedUntil > now || refusedUntil > now
}
