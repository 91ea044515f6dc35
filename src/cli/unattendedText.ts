import { dirname } from 'node:path'
import { InputError } from '../errors.ts'
import { cronFields } from './cronFields.ts'
import { onCalendar } from './onCalendar.ts'

/** What starts the job, by absolute paths. */
export interface JobFacts {
  readonly node: string
  readonly command: string
  readonly config: string
  readonly schedule: string
  readonly timeZone: string | null
}

/** Numbers, names of three letters, ranges and steps: the extensions of other programs are not cron's. */
const CRONTAB_FIELD = /^(?:[\d*,/-]|[a-z]{3})+$/i

/** The line of a crontab(5) that runs the job. Throws an `InputError` for a schedule that cron has no line for. */
export function cronText({ node, command, config, schedule, timeZone }: JobFacts): string {
  const { second, minute, hour, day, month, weekday } = cronFields(schedule)
  if (second !== '0') throw new InputError(`schedule ${schedule}: cron knows no seconds`)
  for (const field of [minute, hour, day, month, weekday]) {
    if (!CRONTAB_FIELD.test(field))
      throw new InputError(`schedule ${schedule}: cron has nothing for ${field}`)
  }
  const words = ['cd', dirname(config), '&&', node, command, '-c', config, '-q']
  const line = words.map((word) => (word === '&&' ? word : shellWord(word))).join(' ')
  // A bare % ends the command in a crontab.
  const job = `${minute} ${hour} ${day} ${month} ${weekday} ${line.replaceAll('%', '\\%')}\n`
  if (timeZone === null) return job
  return `# cronie takes the zone from this line; Debian's cron does not: there a systemd timer does (scrape init --systemd).\nCRON_TZ=${timeZone}\n${job}`
}

function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}

/** A service and its timer for systemd, each under the name of its file. */
export function systemdText(job: JobFacts): string {
  const { node, command, config, schedule, timeZone } = job
  const exec = [node, command, '-c', config, '-q'].map(unitWord).join(' ')
  return `# /etc/systemd/system/scrape.service
[Unit]
Description=textmill: ${plain(config)}
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
# Without User= it runs as root.
#User=
WorkingDirectory=${plain(dirname(config))}
ExecStart=${exec}
# 3: stopped, or out of time; the next run goes on there. 1 says that pages failed: run.allowFailures sets how many may.
SuccessExitStatus=3

# /etc/systemd/system/scrape.timer
[Unit]
Description=When textmill runs: ${schedule}

[Timer]
OnCalendar=${onCalendar(schedule, timeZone)}
# A run that was missed while the machine was off is made up for.
Persistent=true

[Install]
WantedBy=timers.target
`
}

/** With what systemd would put in for % kept away. */
const plain = (text: string): string => text.replaceAll('%', '%%')

/** Quoted where it has to be, with what systemd would put in for % and $ kept away. */
function unitWord(word: string): string {
  const text = plain(word).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('$', '$$$$')
  return /[\s"'\\;]/.test(word) ? `"${text}"` : text
}
