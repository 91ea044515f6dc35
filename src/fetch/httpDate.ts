const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** IMF-fixdate, the obsolete format of RFC 850, and that of C's asctime(). Servers also write `UTC`, and days of one digit. */
const FORMATS = [
  /^\w{3}, (?<day>\d{1,2}) (?<month>\w{3}) (?<year>\d{4}) (?<time>\d\d:\d\d:\d\d) (?:GMT|UTC)$/,
  /^\w{6,9}, (?<day>\d\d)-(?<month>\w{3})-(?<year>\d\d) (?<time>\d\d:\d\d:\d\d) (?:GMT|UTC)$/,
  /^\w{3} (?<month>\w{3}) (?<day>[ \d]\d) (?<time>\d\d:\d\d:\d\d) (?<year>\d{4})$/,
]

/**
 * The time that an HTTP-date names (RFC 9110, 5.6.7; all three formats), in milliseconds since 1970; undefined for any
 * other text and for days that no calendar has. The weekday is not compared. A year of two digits is one of the 49
 * before `now`, or of the 50 after it.
 */
export function httpDate(text: string, now: number): number | undefined {
  for (const format of FORMATS) {
    const parts = format.exec(text)?.groups
    if (parts !== undefined) return timeOf(parts, now)
  }
  return undefined
}

function timeOf(parts: Record<string, string | undefined>, now: number): number | undefined {
  const { day = '', month = '', year = '', time = '' } = parts
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  // The 60th second is a leap second's.
  if (hours > 23 || minutes > 59 || seconds > 60) return undefined
  const monthIndex = MONTHS.indexOf(month)
  const midnight = new Date(0)
  midnight.setUTCFullYear(
    year.length === 2 ? nearYear(Number(year), now) : Number(year),
    monthIndex,
    Number(day),
  )
  // A day that the month does not have, and a month that is none, end up in another month.
  if (midnight.getUTCMonth() !== monthIndex) return undefined
  return midnight.getTime() + ((hours * 60 + minutes) * 60 + seconds) * 1000
}

function nearYear(twoDigits: number, now: number): number {
  const earliest = new Date(now).getUTCFullYear() - 49
  return earliest + ((twoDigits - (earliest % 100) + 100) % 100)
}
