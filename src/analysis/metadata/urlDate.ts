import { isoText } from './calendarDate.ts'

const patterns = [
  /[/_-](20\d\d|19[89]\d)[/_-](\d{1,2})[/_-](\d{1,2})(?=[/_.-]|$)/,
  /[/_-](20\d\d)(\d{2})(\d{2})(?=[/_.-]|$)/,
]

/** The day in a URL's path such as `/2024/05/17/title`; null without one. */
export function urlDate(path: string): string | null {
  for (const pattern of patterns) {
    const match = pattern.exec(path)
    if (match === null) continue
    const [, year, month, day] = match
    const iso = isoText({ year: Number(year), month: Number(month), day: Number(day), time: null })
    if (iso !== null) return iso
  }
  return null
}
