import { describe, expect, test } from 'vitest'
import { timetable } from '../../src/cli/timetable.ts'
import { ConfigError } from '../../src/errors.ts'

const berlin = (schedule: string, after: string): string | undefined =>
  timetable(schedule, 'Europe/Berlin').next(new Date(after))?.toISOString()

describe('a timetable', () => {
  test('counts in its zone, in winter and in summer', () => {
    expect(berlin('0 3 * * *', '2026-01-10T12:00:00Z')).toBe('2026-01-11T02:00:00.000Z')
    expect(berlin('0 3 * * *', '2026-07-10T12:00:00Z')).toBe('2026-07-11T01:00:00.000Z')
  })

  test('makes up for a time that a change of the clocks leaves out', () => {
    expect(berlin('30 2 * * *', '2026-03-28T12:00:00Z')).toBe('2026-03-29T01:00:00.000Z')
  })

  test('counts a time once that a change of the clocks brings twice', () => {
    const first = berlin('30 2 * * *', '2026-10-24T12:00:00Z') ?? ''
    expect(first).toBe('2026-10-25T00:30:00.000Z')
    expect(berlin('30 2 * * *', first)).toBe('2026-10-26T01:30:00.000Z')
  })

  test('has five fields or six', () => {
    expect(berlin('*/10 * * * * *', '2026-01-10T12:00:01Z')).toBe('2026-01-10T12:00:10.000Z')
    expect(() => timetable('3 * *', null)).toThrow(ConfigError)
  })

  test('tells a time in its zone, and names it', () => {
    const time = new Date('2026-07-10T01:00:00Z')
    expect(timetable('0 3 * * *', 'Europe/Berlin').text(time)).toBe('2026-07-10 03:00 Europe/Berlin')
  })

  test('is refused when it has no time at all', () => {
    expect(() => timetable('0 0 30 2 *', 'UTC')).toThrow(
      'schedule is "0 0 30 2 *", but must be a cron expression that some day fits',
    )
    expect(timetable('0 0 29 2 *', 'UTC').next(new Date('2026-01-01'))).toEqual(new Date('2028-02-29'))
  })

  test.each([
    ['every night', null, 'schedule'],
    ['61 3 * * *', null, 'schedule'],
    ['0 3 * * *', 'Europe/Nowhere', 'timeZone'],
  ])('%j in %j is refused by name', (schedule, zone, key) => {
    expect(() => timetable(schedule, zone)).toThrow(new RegExp(`^${key} is "`))
  })
})
