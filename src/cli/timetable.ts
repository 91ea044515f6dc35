import { Cron } from 'croner'
import { ConfigError, errorMessage } from '../errors.ts'
import type { Timetable } from './watch.ts'

/**
 * The times of a cron expression of five or six fields in a zone, or in this machine's. A time that a change of the clocks leaves out is made up for
 * right after it, and one that comes twice counts once. Throws a `ConfigError` that names the key.
 */
export function timetable(schedule: string, timeZone: string | null): Timetable {
  const zone = timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const format = dateFormat(zone)
  const cron = cronOf(schedule, zone)
  return {
    next: (after) => cron.nextRun(after) ?? undefined,
    text: (time) => `${format.format(time)} ${zone}`,
  }
}

function cronOf(schedule: string, timezone: string): Cron {
  try {
    const cron = new Cron(schedule, { timezone, paused: true, mode: '5-or-6-parts' })
    if (cron.nextRun() !== null) return cron
  } catch (error) {
    throw problem('schedule', schedule, `a cron expression (${errorMessage(error)})`)
  }
  throw problem('schedule', schedule, 'a cron expression that some day fits')
}

/** Swedish writes dates as ISO 8601 does. */
function dateFormat(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  } catch {
    throw problem('timeZone', timeZone, 'the name of a time zone, such as Europe/Berlin')
  }
}

function problem(key: string, value: string, allowed: string): ConfigError {
  const message = `${key} is ${JSON.stringify(value)}, but must be ${allowed}`
  return new ConfigError(message, [{ message, key, value, allowed }])
}
