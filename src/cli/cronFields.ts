import { InputError } from '../errors.ts'

/** The fields of a cron expression, as text. */
export interface CronFields {
  readonly second: string
  readonly minute: string
  readonly hour: string
  readonly day: string
  readonly month: string
  readonly weekday: string
}

const NICKNAMES: ReadonlyMap<string, string> = new Map([
  ['@yearly', '0 0 1 1 *'],
  ['@annually', '0 0 1 1 *'],
  ['@monthly', '0 0 1 * *'],
  ['@weekly', '0 0 * * 0'],
  ['@daily', '0 0 * * *'],
  ['@midnight', '0 0 * * *'],
  ['@hourly', '0 * * * *'],
])

/** Takes a cron expression of five or six fields apart. Throws an `InputError` for anything else. */
export function cronFields(schedule: string): CronFields {
  const text = schedule.trim()
  const fields = (NICKNAMES.get(text) ?? text).split(/\s+/)
  const [second = '', minute = '', hour = '', day = '', month = '', weekday = ''] =
    fields.length === 5 ? ['0', ...fields] : fields
  if (fields.length < 5 || fields.length > 6)
    throw new InputError(`schedule ${schedule}: is no cron expression`)
  return { second, minute, hour, day, month, weekday }
}
