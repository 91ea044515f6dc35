/** A date as it was written, and the time of day as far as that was. */
export interface CalendarDate {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly time: TimeOfDay | null
}

export interface TimeOfDay {
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** `Z`, `+02:00`, or empty where no zone was written. */
  readonly zone: string
}

const earliestYear = 1900
const latestYear = 2100

/**
 * The date by ISO 8601, in the zone in which it was written: `2024-05-17`, `2024-05-17T10:30:00+02:00`. Null for what
 * is no date: no such day, a year out of 1900 to 2100, or the first days of clocks that were never set.
 */
export function isoText({ year, month, day, time }: CalendarDate): string | null {
  if (year < earliestYear || year > latestYear || month < 1 || month > 12) return null
  if (day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null
  const date = `${year}-${twoDigits(month)}-${twoDigits(day)}`
  if (date === '1970-01-01' || date === '1969-12-31' || date === '1900-01-01') return null
  if (time === null || time.hour > 23 || time.minute > 59 || time.second > 59) return date
  return `${date}T${twoDigits(time.hour)}:${twoDigits(time.minute)}:${twoDigits(time.second)}${time.zone}`
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')
