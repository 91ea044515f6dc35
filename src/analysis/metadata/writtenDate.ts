import { type CalendarDate, isoText } from './calendarDate.ts'
import { cheapLetters } from './cheapLetters.ts'
import { monthOf } from './monthOf.ts'
import { timeOfDay } from './timeOfDay.ts'

/** How dates are written where the page is from. */
export interface DateStyle {
  /** Primary subtag of the page's language. */
  readonly language: string | null
  /** Whether `05/06/2024` is in May. */
  readonly monthFirst: boolean
}

interface DateForm {
  readonly pattern: RegExp
  readonly read: (match: readonly string[], style: DateStyle) => Omit<CalendarDate, 'time'> | null
}

const forms: readonly DateForm[] = [
  {
    // 2024-05-17, 2024/5/17, 2024.05.17., 2024年5月17日, 2024년 5월 17일
    pattern: /(?<!\d)(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)[日일]?/,
    read: ([, year, month, day]) => date(year, Number(month), day),
  },
  {
    // 17 May 2024, 17. Mai 2024, 17 de mayo de 2024, 17-May-2024, 1er mai 2024
    pattern: cheapLetters(
      /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª|:e)?[\s.,/-]{1,3}(?:de |of |d['’])?(LETTER{2,14}|[ก-ฮ]\.[ก-ฮ])[\s.,/-]{1,3}(?:de |del |of )?(\d{4})(?!\d)/,
    ),
    read: ([, day, month, year], { language }) => date(year, monthOf(month ?? '', language), day),
  },
  {
    // May 17, 2024; Sept. 4th 2025; May 17 2024
    pattern: cheapLetters(
      /(?<!LETTER)(LETTER{3,12})[\s.]{1,3}(\d{1,2})(?:st|nd|rd|th)?[\s,]{1,3}(\d{4})(?!\d)/,
    ),
    read: ([, month, day, year], { language }) => date(year, monthOf(month ?? '', language), day),
  },
  {
    // 2024. május 17., 2024 m. gegužės 17 d., 2024 May 17
    pattern: cheapLetters(/(?<!\d)(\d{4})[\s.,-]{1,3}(?:m\. )?(LETTER{3,14})[\s.,-]{1,3}(\d{1,2})(?!\d)/),
    read: ([, year, month, day], { language }) => date(year, monthOf(month ?? '', language), day),
  },
  {
    // 17 tháng 5, 2024
    pattern: /(?<!\d)(\d{1,2}) tháng (\d{1,2})(?:,| năm)? (\d{4})(?!\d)/,
    read: ([, day, month, year]) => date(year, Number(month), day),
  },
  {
    // 17.05.2024, 5/17/2024, 17-05-24
    pattern: /(?<![\d.,/-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?![\d/-])/,
    read: ([, first, mark, second, year], style) => {
      const isMonthFirst = Number(second) > 12 || (style.monthFirst && mark !== '.' && Number(first) <= 12)
      return isMonthFirst ? date(year, Number(first), second) : date(year, Number(second), first)
    },
  },
]

function date(year: string | undefined, month: number | null, day: string | undefined) {
  return month === null ? null : { year: fullYear(year ?? ''), month, day: Number(day) }
}

/** Years of the Buddhist era, and of two digits. */
function fullYear(written: string): number {
  const year = Number(written)
  if (written.length === 2) return 2000 + year
  return year > 2400 && year < 2700 ? year - 543 : year
}

/** The first date written in a text, in the forms and languages the web is written in, by ISO 8601; null without one. */
export function writtenDate(text: string, style: DateStyle): string | null {
  if (!/\d/.test(text)) return null
  let first: { at: number; iso: string } | null = null
  for (const { pattern, read } of forms) {
    const match = pattern.exec(text)
    if (match === null || (first !== null && first.at <= match.index)) continue
    const day = read(match, style)
    const time = timeOfDay(text.slice(match.index + match[0].length))
    const iso = day === null ? null : isoText({ ...day, time })
    if (iso !== null) first = { at: match.index, iso }
  }
  return first?.iso ?? null
}
