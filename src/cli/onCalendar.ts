import { InputError } from '../errors.ts'
import { type CronFields, cronFields } from './cronFields.ts'

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/**
 * The times of a cron expression as `OnCalendar=` of systemd.time(7) has them. Throws an `InputError` for what systemd cannot say: a day of the month
 * or of the week, whichever comes first, and the extensions `L`, `W`, `#` and `?`.
 */
export function onCalendar(schedule: string, timeZone: string | null): string {
  const fields = cronFields(schedule)
  if (fields.day !== '*' && fields.weekday !== '*') {
    throw new InputError(
      `schedule ${schedule}: cron means either of its days, of the month or of the week, and systemd both: write one of them as *`,
    )
  }
  const part = (name: keyof CronFields, first: number, width: number): string =>
    listOf(fields[name], schedule, (item) => range(item, first, width, schedule))
  const date = `*-${part('month', 1, 2)}-${part('day', 1, 2)}`
  const time = `${part('hour', 0, 2)}:${part('minute', 0, 2)}:${part('second', 0, 2)}`
  return [weekdays(fields.weekday, schedule), date, time, timeZone].filter(Boolean).join(' ')
}

function listOf(field: string, schedule: string, written: (item: string) => string): string {
  if (!/^[\w*,/-]+$/.test(field)) throw noWay(schedule, field)
  return field.split(',').map(written).join(',')
}

/** `a`, `a-b`, `*`, each with `/n`. */
function range(item: string, first: number, width: number, schedule: string): string {
  const [, from = '', to, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(item) ?? []
  if (from === '') throw noWay(schedule, item)
  const padded = (text: string): string => String(numberOf(text, schedule)).padStart(width, '0')
  if (from === '*') return step === undefined ? '*' : `${String(first).padStart(width, '0')}/${step}`
  const span = to === undefined ? padded(from) : `${padded(from)}..${padded(to)}`
  return step === undefined ? span : `${span}/${step}`
}

function weekdays(field: string, schedule: string): string | null {
  if (field === '*') return null
  return listOf(field, schedule, (item) => {
    const [, from, to] = /^(\w+)(?:-(\w+))?$/.exec(item) ?? []
    if (from === undefined) throw noWay(schedule, item)
    const first = weekdayNumber(from, schedule)
    return to === undefined ? `${WEEKDAYS[first]}` : weekdaySpan(first, weekdayNumber(to, schedule))
  })
}

/** To systemd a week begins on Monday: no span begins on Sunday and goes on. */
function weekdaySpan(first: number, last: number): string {
  if (first === last) return `${WEEKDAYS[first]}`
  const span = `${WEEKDAYS[Math.max(first, 1)]}..${WEEKDAYS[last]}`
  return first === 0 ? `Sun,${span}` : span
}

/** From 0 to 7, either of which is Sunday. */
function weekdayNumber(text: string, schedule: string): number {
  const byName = WEEKDAYS.findIndex((name) => name.toLowerCase() === text.toLowerCase())
  const number = byName === -1 && /^\d$/.test(text) ? Number(text) : byName
  if (WEEKDAYS[number] === undefined) throw noWay(schedule, text)
  return number
}

function numberOf(text: string, schedule: string): number {
  const month = MONTHS.indexOf(text.toLowerCase())
  if (month !== -1) return month + 1
  if (!/^\d+$/.test(text)) throw noWay(schedule, text)
  return Number(text)
}

const noWay = (schedule: string, part: string): InputError =>
  new InputError(`schedule ${schedule}: systemd has nothing for ${part}`)
