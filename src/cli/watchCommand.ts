import { setTimeout as delay } from 'node:timers/promises'
import { InputError } from '../errors.ts'
import type { Arguments } from './commandLine.ts'
import { errorLines, exitCodeOfError } from './exitCodes.ts'
import { givenConfig } from './givenConfig.ts'
import type { CommandIo } from './io.ts'
import { createStopSignal } from './stopSignal.ts'
import { timetable } from './timetable.ts'
import { logFormat } from './viewOf.ts'
import { type Timetable, watch } from './watch.ts'

/** A clock may be set while we wait: it is looked at so often. */
const LONGEST_WAIT_MS = 60_000

/**
 * Runs the job of the configuration by its schedule, in the foreground, until it is stopped. `runOnce` is the main job as its own command line would do it.
 * Resolves to the exit code. Throws what is wrong before the first wait.
 */
export async function watchCommand(
  given: Arguments,
  io: CommandIo,
  runOnce: (given: Arguments, io: CommandIo) => Promise<number>,
): Promise<number> {
  const say = await sayer(given, io)
  const tell = (text: string): void => {
    if (!given.switches.has('quiet')) say('info', text)
  }
  const tellError = (error: unknown): number => {
    say('error', errorLines(error).join('\n'))
    return exitCodeOfError(error)
  }
  let times = await timesOf(given, io)
  using stop = createStopSignal(io.signals, () => {})
  return await watch({
    async timetable() {
      try {
        times = await timesOf(given, io)
      } catch (error) {
        tellError(error)
        tell('the schedule stays as it was')
      }
      return times
    },
    runOnce: () => runOnce(given, io).catch(tellError),
    beginsAtOnce: given.switches.has('now'),
    signal: stop.signal,
    now: () => new Date(),
    waitUntil,
    tell,
  })
}

/** Says a thing as the runs themselves are told of. */
async function sayer(
  given: Arguments,
  io: CommandIo,
): Promise<(level: 'info' | 'error', text: string) => void> {
  if (logFormat(given) === 'text') return (_level, text) => io.terminal.line(text)
  const { createEventLog } = await import('./jsonLog.ts')
  const log = createEventLog(io.stderr)
  return (level, text) => log[level]('watch', { text })
}

async function timesOf(given: Arguments, io: CommandIo): Promise<Timetable> {
  const { config } = await givenConfig(given, io)
  if (config.schedule !== null) return timetable(config.schedule, config.timeZone)
  throw new InputError(
    'no schedule: set "schedule" in scraper.config.json, such as "0 3 * * *", or give --schedule',
  )
}

async function waitUntil(time: Date, signal: AbortSignal): Promise<void> {
  for (let leftMs = time.getTime() - Date.now(); leftMs > 0; leftMs = time.getTime() - Date.now()) {
    try {
      await delay(Math.min(leftMs, LONGEST_WAIT_MS), undefined, { signal })
    } catch {
      return
    }
  }
}
