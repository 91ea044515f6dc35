import { existsSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { InputError } from '../errors.ts'
import { runCutShort } from '../stateStatus.ts'
import type { ScraperConfig } from '../types.ts'
import type { Arguments } from './commandLine.ts'
import { errorLines, exitCodeOfError, isWishedStop } from './exitCodes.ts'
import { CONFIG_FILE, givenConfig } from './givenConfig.ts'
import { givenJob } from './givenJob.ts'
import { stateOf } from './givenState.ts'
import type { CommandIo } from './io.ts'
import { createStopSignal } from './stopSignal.ts'
import { timetable } from './timetable.ts'
import { logFormat } from './viewOf.ts'
import { type Timetable, watch } from './watch.ts'
import { withPlaces } from './withPlaces.ts'

/** A clock may be set while we wait: it is looked at so often. */
const LONGEST_WAIT_MS = 60_000

/**
 * Runs the job of the configuration by its schedule, in the foreground, until it is stopped. A run that was cut short before goes on at once. `runOnce` is the main job as its own command line would do it.
 * Resolves to the exit code. Throws what is wrong before the first wait.
 */
export async function watchCommand(
  given: Arguments,
  io: CommandIo,
  runOnce: (given: Arguments, io: CommandIo) => Promise<number>,
): Promise<number> {
  const say = await sayer(given, io)
  const isQuiet = given.switches.has('quiet')
  const tell = (text: string): void => {
    if (!isQuiet) say('info', text)
  }
  const tellError = (error: unknown): number => {
    if (!isQuiet || !isWishedStop(error)) say('error', errorLines(error).join('\n'))
    return exitCodeOfError(error)
  }
  const { config, file } = await givenConfig(given, io)
  let times = timesIn(config, file)
  // What is wrong with the job would be so every night.
  await givenJob(given, io)
  if ((given.inputs.length > 0 ? given.inputs : config.input).includes('-'))
    throw new InputError('standard input can be read only once: give watch what can be read before every run')
  const cutShort = await cutShortSince(given, config)
  if (cutShort !== undefined) tell(`the run of ${times.text(cutShort)} was cut short: it goes on now`)
  using stop = createStopSignal(io.signals, () => {})
  return await watch({
    async timetable() {
      try {
        times = await withPlaces(given, io, async () => timesIn((await givenConfig(given, io)).config, file))
      } catch (error) {
        tellError(error)
        tell('the schedule stays as it was')
      }
      return times
    },
    runOnce: () => runOnce(given, io).catch(tellError),
    beginsAtOnce: cutShort !== undefined || given.switches.has('now'),
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

function timesIn({ schedule, timeZone }: ScraperConfig, file: string | undefined): Timetable {
  if (schedule !== null) return timetable(schedule, timeZone)
  throw new InputError(
    `no schedule: set "schedule" in ${file ?? CONFIG_FILE}, such as "0 3 * * *", or give --schedule`,
  )
}

/** When a run began that was cut short, as with this machine. A state that cannot be read is for the run to tell of. */
async function cutShortSince(given: Arguments, config: ScraperConfig): Promise<Date | undefined> {
  const path = stateOf(given, config)
  if (path === undefined || !existsSync(path)) return undefined
  const run = await runCutShort(path).catch(() => undefined)
  return run && new Date(run.startedAt)
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
