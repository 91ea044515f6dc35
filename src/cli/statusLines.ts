import type { StateStatus } from '../stateStatus.ts'
import { sizeLine } from './stateLines.ts'

type StoredRun = NonNullable<StateStatus['run']>

const SHOWN_GROUPS = 20

/** How a run stands, in a few lines. */
export function statusLines({
  size,
  heldBy,
  run,
  counts,
  failures,
  unfinishedHosts,
  givenUpOrigins,
}: StateStatus): string[] {
  if (run === undefined) return ['  no run yet', sizeLine(size)]
  const unfinished = counts.ready + counts.taken + counts.waiting + counts.parked
  return [
    `  run of ${run.startedAt}: ${standing(run, heldBy)}`,
    `  ${counts.listed} listed: ${nonzero({
      ok: counts.ok,
      failed: counts.failed + counts.invalid,
      skipped: counts.skipped + counts.duplicates + counts.excluded,
      unfinished,
    })}`,
    ...(unfinished === 0
      ? []
      : [
          `  unfinished: ${nonzero({
            'wait for their turn': counts.ready,
            'are being asked for': counts.taken,
            'wait to be asked again': counts.waiting,
            'wait for their origin': counts.parked,
          })}`,
          ...unfinishedHosts.map(({ host, pages }) => `    ${pages} at ${host}`),
        ]),
    ...(counts.invalid === 0 ? [] : [`  failed: ${counts.invalid} × no URL`]),
    ...failures
      .slice(0, SHOWN_GROUPS)
      .map(({ code, host, pages, message }) => `  failed: ${pages} × ${code} at ${host}: ${message}`),
    ...(failures.length > SHOWN_GROUPS
      ? [`  … and ${failures.length - SHOWN_GROUPS} more groups of failures`]
      : []),
    ...givenUpOrigins.map(
      ({ origin, failures: count }) => `  given up: ${origin}, after ${count} failures one after another`,
    ),
    sizeLine(size),
  ]
}

function standing({ closedAt }: StoredRun, heldBy: string | null): string {
  if (closedAt !== null) return `over since ${closedAt}`
  return heldBy === null ? 'stopped before its end; the same command continues' : `goes on, by ${heldBy}`
}

function nonzero(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).flatMap(([name, count]) => (count > 0 ? [`${count} ${name}`] : []))
  return parts.join(', ') || 'nothing'
}
