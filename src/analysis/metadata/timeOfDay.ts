import type { TimeOfDay } from './calendarDate.ts'

const pattern =
  /^(?:\s*(?:[Tt,·|@–-]|at|um|à|a las|alle|om|kl\.?|às)?\s*)(\d{1,2})[:h.](\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(?:([AaPp])\.?[Mm]\b\.?)?\s*(Z\b|(?:UTC|GMT)?\s*[+-]\d{2}:?\d{2}\b|UTC\b|GMT\b)?/

/** The time of day that follows a date, in `text` from its start; null without one. */
export function timeOfDay(text: string): TimeOfDay | null {
  const match = pattern.exec(text)
  if (match === null) return null
  const [, hours, minutes, seconds, half, zone] = match
  const hour = Number(hours)
  const isLate = half?.toLowerCase() === 'p'
  return {
    hour: half === undefined ? hour : (hour % 12) + (isLate ? 12 : 0),
    minute: Number(minutes),
    second: Number(seconds ?? 0),
    zone: zoneText(zone),
  }
}

function zoneText(zone: string | undefined): string {
  if (zone === undefined) return ''
  const offset = /([+-]\d{2}):?(\d{2})$/.exec(zone)
  if (offset === null || /^[+-]00:?00$/.test(offset[0])) return 'Z'
  return `${offset[1]}:${offset[2]}`
}
