import type { SqlRow, StateDatabase } from './database.ts'

/** What this run has found out about an origin that cannot be reached. */
export interface OriginMemory {
  /** Connection-level failures, one after another. */
  readonly failures: number
  /** Single requests that were let through since. */
  readonly probes: number
  readonly isGivenUp: boolean
}

/** The origins that are in trouble, by scheme, host and port. A later run knows nothing of them. */
export interface OriginMemoryTable {
  all(): Array<readonly [string, OriginMemory]>
  /** Undefined forgets the origin. Written with the next `flush`. */
  put(origin: string, memory: OriginMemory | undefined): void
  flush(): void
}

export function createOriginMemoryTable(database: StateDatabase, runId: number): OriginMemoryTable {
  const select = database.prepare(
    `SELECT origin, failures, probes, given_up FROM origin_memory WHERE run = ${runId} ORDER BY origin`,
  )
  const insert = database.prepare('INSERT OR REPLACE INTO origin_memory VALUES (?, ?, ?, ?, ?)')
  const drop = database.prepare('DELETE FROM origin_memory WHERE origin = ?')
  const changed = new Map<string, OriginMemory | undefined>()

  const flush = (): void => {
    for (const [origin, memory] of changed) {
      if (memory === undefined) drop.run(origin)
      else insert.run(origin, runId, memory.failures, memory.probes, Number(memory.isGivenUp))
    }
    changed.clear()
  }
  return {
    all() {
      flush()
      return select.all().map(originMemory)
    },
    put: (origin, memory) => void changed.set(origin, memory),
    flush,
  }
}

function originMemory([origin, failures, probes, givenUp]: SqlRow): readonly [string, OriginMemory] {
  return [String(origin), { failures: Number(failures), probes: Number(probes), isGivenUp: givenUp === 1 }]
}
