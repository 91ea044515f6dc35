import { wrongValue } from '../config/problem.ts'
import { refuse } from '../config/settings.ts'
import { ConfigError } from '../errors.ts'

/** The flag beside `--interval` that says the same the other way round. */
export const RATE = 'rate'

export const INTERVAL = 'interval'
const msPerUnit: ReadonlyMap<string, number> = new Map([
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
])
const LONGEST_MS = 86_400_000
const ROUNDING_ERROR = 1e-6
const ALLOWED =
  'requests a second, such as 2 or 0.5, or a minute or an hour, such as 30/m or 100/h; from one a day to 1000 a second'

/**
 * Flags and their texts with `--rate` as the `--interval` it stands for: whole milliseconds, and never faster than was asked.
 * Throws a `ConfigError` for a rate that is none, and for both flags at once.
 */
export function withRateAsInterval(
  flags: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  const rate = flags.get(RATE)?.at(-1)
  if (rate === undefined) return flags
  if (flags.has(INTERVAL)) throw new ConfigError('--rate and --interval say the same: give one of them')
  const ms = intervalMs(rate)
  if (ms === undefined) {
    const facts = { key: 'fetch.perHost.intervalMs', name: '--rate', allowed: ALLOWED, isSecret: false }
    refuse([wrongValue({ ...facts, value: rate })])
  }
  return new Map([...flags, [INTERVAL, [`${ms}ms`]]])
}

function intervalMs(rate: string): number | undefined {
  const [, amount, unit = 's'] = /^(\d*\.?\d+)(?:\/([smh]))?$/.exec(rate) ?? []
  const ms = (msPerUnit.get(unit) ?? 0) / Number(amount)
  return ms >= 1 && ms <= LONGEST_MS ? Math.ceil(ms - ROUNDING_ERROR) : undefined
}
