import { expect } from 'vitest'
import { createSchedule } from '../../../src/schedule/createSchedule.ts'
import type { QueuedPage } from '../../../src/schedule/requestQueue.ts'
import type { Schedule, ScheduleOptions } from '../../../src/schedule/schedule.ts'
import type { Failure, HostSignal, PageOutcome } from '../../../src/types.ts'
import { createMapMemory, createMemoryQueue } from '../../support/memoryQueue.ts'
import { okResult } from '../../support/store.ts'

export const never = new AbortController().signal
export const ok: PageOutcome = { kind: 'ok', result: okResult() }

export function failed(failure: Partial<Failure>): PageOutcome {
  return { kind: 'failed', failure: { stage: 'fetch', code: 'timeout', message: '', ...failure } }
}

export function pages(host: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `https://${host}/${i}`)
}

export function signal(origin: string, heard: Partial<HostSignal> = {}): HostSignal {
  return { origin, answered: true, pace: 'welcome', pauseMs: 0, ...heard }
}

export type Options = Partial<ScheduleOptions<QueuedPage>> & { readonly perHost?: number }

export function scheduleOf({ perHost = 4, ...options }: Options): Schedule {
  return createSchedule({
    queue: createMemoryQueue(),
    memory: createMapMemory(),
    executePage: async () => ok,
    concurrency: 8,
    mannersOf: () => ({ concurrency: perHost, intervalMs: 0 }),
    retries: 0,
    timeoutMs: 1000,
    maxRetryAfterMs: 60_000,
    hasRoom: () => true,
    random: () => 0,
    ...options,
  })
}

/** Runs what is in the queue to its end. */
export async function drain(options: Options): Promise<Schedule> {
  const schedule = scheduleOf(options)
  schedule.endInput()
  expect(await schedule.run(never, 0)).toBe('finished')
  return schedule
}
