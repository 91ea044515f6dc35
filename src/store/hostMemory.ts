import type { StateDatabase } from './database.ts'

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

  const stored = (name: string): HostMemory | undefined => {
    const row = select.first(name)
    if (row === undefined) return undefined
    const [intervalMs, pausedUntil, refusedUntil] = row.map(Number)
    return { intervalMs: intervalMs ?? 0, pausedUntil: pausedUntil ?? 0, refusedUntil: refusedUntil ?? 0 }
  }
  return {
    get(name) {
      const memory = changed.get(name) ?? stored(name)
      return memory !== undefined && holds(memory, Date.now()) ? memory : undefined
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

function holds({ intervalMs, pausedUntil, refusedUntil }: HostMemory, now: number): boolean {
  return intervalMs > 0 || pausedUntil > now || refusedUntil > now
}
