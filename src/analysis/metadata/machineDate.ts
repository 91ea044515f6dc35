import { isoText } from './calendarDate.ts'
import { type DateStyle, writtenDate } from './writtenDate.ts'

/** A date given in an attribute or in data, which should be ISO 8601 and is often something else; null for none. */
export function machineDate(value: unknown, style: DateStyle): string | null {
  if (typeof value === 'number') return epochDate(value)
  if (typeof value !== 'string' || value.length > 100) return null
  const text = value.trim()
  const compact = /^(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}.*)?$/.exec(text)
  if (compact !== null) {
    const [, year, month, day] = compact
    const iso = isoText({ year: Number(year), month: Number(month), day: Number(day), time: null })
    if (iso !== null) return iso
  }
  if (/^\d{9,13}$/.test(text)) return epochDate(Number(text))
  return writtenDate(text, style)
}

/** Seconds or milliseconds since 1970. */
function epochDate(value: number): string | null {
  const milliseconds = value < 1e11 ? value * 1000 : value
  if (!(milliseconds > 0 && milliseconds < 4.1e12)) return null
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`
}
