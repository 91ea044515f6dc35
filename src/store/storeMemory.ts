import type { StateDatabase } from './database.ts'
import type { GroupCommit } from './groupCommit.ts'
import { createHostMemoryTable, type HostMemory } from './hostMemory.ts'
import { createOriginMemoryTable, type OriginMemory } from './originMemory.ts'

/** What was learned on the way. What is saved may be saved often: it is written once a group, and read back at once. */
export interface StoreMemory {
  /** Undefined where nothing is known that still holds. */
  host(name: string): HostMemory | undefined
  /** Kept between runs, for as long as it says anything: an interval, or a time that is yet to come. */
  saveHost(name: string, memory: HostMemory): void
  origins(): ReadonlyArray<readonly [string, OriginMemory]>
  /** Of this run only: forgotten when the run is closed. Undefined forgets the origin at once. */
  saveOrigin(origin: string, memory: OriginMemory | undefined): void
}

/** `flush` writes what was saved; to be called before every commit. */
export function createStoreMemory(
  database: StateDatabase,
  runId: number,
  group: GroupCommit,
): StoreMemory & { flush(): void } {
  const hosts = createHostMemoryTable(database)
  const origins = createOriginMemoryTable(database, runId)
  return {
    host: hosts.get,
    saveHost(name, memory) {
      group.begin()
      hosts.put(name, memory)
    },
    origins() {
      group.begin()
      return origins.all()
    },
    saveOrigin(origin, memory) {
      group.begin()
      origins.put(origin, memory)
    },
    flush() {
      hosts.flush()
      origins.flush()
    },
  }
}
