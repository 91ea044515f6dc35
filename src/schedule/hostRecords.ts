import type { HostMemory, ScheduleMemory } from './scheduleMemory.ts'

/** What hosts have told about themselves, in this run and in earlier ones. */
export interface HostRecords {
  of(host: string): HostMemory
  note(host: string, change: Partial<HostMemory>): void
}

const NOTHING: HostMemory = { intervalMs: 0, pausedUntil: 0, refusedUntil: 0 }

/** Only hosts that have told something are kept in memory; the others are looked up again. */
export function createHostRecords(memory: ScheduleMemory): HostRecords {
  const noted = new Map<string, HostMemory>()
  const of = (host: string): HostMemory => noted.get(host) ?? memory.host(host) ?? NOTHING
  return {
    of,
    note(host, change) {
      const record = { ...of(host), ...change }
      noted.set(host, record)
      memory.saveHost(host, record)
    },
  }
}
