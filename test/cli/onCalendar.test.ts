import { describe, expect, test } from 'vitest'
import { onCalendar } from '../../src/cli/onCalendar.ts'

describe('a schedule for systemd', () => {
  test.each([
    ['0 3 * * *', '*-*-* 03:00:00'],
    ['*/15 * * * *', '*-*-* *:00/15:00'],
    ['5-20/5 8-18 * * 1-5', 'Mon..Fri *-*-* 08..18:05..20/5:00'],
    ['0 0 1,15 jan-mar *', '*-01..03-01,15 00:00:00'],
    ['0 4 * * sun,3', 'Sun,Wed *-*-* 04:00:00'],
    ['0 4 * * 7', 'Sun *-*-* 04:00:00'],
    ['0 4 */2 * *', '*-*-01/2 04:00:00'],
    ['0 3 * * 0-4', 'Sun,Mon..Thu *-*-* 03:00:00'],
    ['0 3 * * sun-mon', 'Sun,Mon..Mon *-*-* 03:00:00'],
    ['0 3 * * 0-7', 'Sun,Mon..Sun *-*-* 03:00:00'],
    ['0 3 * * 5-7', 'Fri..Sun *-*-* 03:00:00'],
    ['0 3 * * 7-7', 'Sun *-*-* 03:00:00'],
    ['30 0 3 * * *', '*-*-* 03:00:30'],
    ['@daily', '*-*-* 00:00:00'],
    ['@weekly', 'Sun *-*-* 00:00:00'],
  ])('%s is %s', (schedule, expected) => {
    expect(onCalendar(schedule, null)).toBe(expected)
  })

  test('ends with its zone', () => {
    expect(onCalendar('0 3 * * *', 'Europe/Berlin')).toBe('*-*-* 03:00:00 Europe/Berlin')
  })

  test.each([
    ['0 3 1 * 1', /either of its days/],
    ['0 3 L * *', /systemd has nothing for L/],
    ['0 3 * * 1#2', /systemd has nothing for 1#2/],
    ['0 3 * * 9', /systemd has nothing for 9/],
    ['0 3 * * */2', /systemd has nothing for \*\/2/],
    ['0 x * * *', /systemd has nothing for x/],
    ['often', /is no cron expression/],
  ])('%s is refused, and why', (schedule, message) => {
    expect(() => onCalendar(schedule, null)).toThrow(message)
  })
})
