import { describe, expect, test } from 'vitest'
import { cronText, type JobFacts, systemdText } from '../../src/cli/unattendedText.ts'

const job = (facts: Partial<JobFacts> = {}): JobFacts => ({
  node: '/usr/bin/node',
  command: '/opt/textmill/dist/command.js',
  config: '/srv/news/scraper.config.json',
  schedule: '0 3 * * *',
  timeZone: null,
  ...facts,
})

describe('the line of a crontab', () => {
  test('goes to the folder of the configuration, and runs it quietly by absolute paths', () => {
    expect(cronText(job())).toBe(
      '0 3 * * * cd /srv/news && /usr/bin/node /opt/textmill/dist/command.js -c /srv/news/scraper.config.json -q\n',
    )
  })

  test('quotes what the shell and cron would take for their own', () => {
    const text = cronText(job({ config: "/srv/it's 100%/c.json" }))
    expect(text).toContain("cd '/srv/it'\\''s 100\\%' && ")
    expect(text).toContain("-c '/srv/it'\\''s 100\\%/c.json' -q")
  })

  test('states the zone', () => {
    expect(cronText(job({ timeZone: 'Europe/Berlin' }))).toMatch(/^# .*\nCRON_TZ=Europe\/Berlin\n0 3 /)
  })

  test('a nickname becomes its five fields', () => {
    expect(cronText(job({ schedule: '@hourly' }))).toMatch(/^0 \* \* \* \* cd /)
  })

  test('seconds are refused', () => {
    expect(() => cronText(job({ schedule: '30 0 3 * * *' }))).toThrow('cron knows no seconds')
    expect(() => cronText(job({ schedule: '0 3 L * *' }))).toThrow('cron has nothing for L')
  })
})

describe('the units of systemd', () => {
  test('are a service and its timer, each under its file name', () => {
    const text = systemdText(job({ timeZone: 'Europe/Berlin' }))
    expect(text.match(/^# \/etc.*$/gm)).toEqual([
      '# /etc/systemd/system/scrape.service',
      '# /etc/systemd/system/scrape.timer',
    ])
    expect(text).toContain(
      '\nExecStart=/usr/bin/node /opt/textmill/dist/command.js -c /srv/news/scraper.config.json -q\n',
    )
    expect(text).toContain('\nOnCalendar=*-*-* 03:00:00 Europe/Berlin\n')
    expect(text).toContain('\nWorkingDirectory=/srv/news\n')
  })

  test('quotes what systemd would take for its own', () => {
    const text = systemdText(job({ config: '/srv/a b$c/100%.json' }))
    expect(text).toContain(' -c "/srv/a b$$c/100%%.json" -q\n')
    expect(text).toContain('\nDescription=textmill: /srv/a b$c/100%%.json\n')
  })
})
