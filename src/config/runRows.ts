import { choiceOrNull, duration, optionalDuration, optionalText, text } from './kinds.ts'

/** A number of pages, or a share of all. */
const ALLOWANCE = /^(\d{1,9}|(100|\d{1,2})(\.\d+)?%)$/

const DAY_MS = 86_400_000

/** What an unattended run is allowed, and whom it tells. */
export const runRows = {
  maxRuntimeMs: optionalDuration({
    default: null,
    min: 1000,
    max: 30 * DAY_MS,
    help: 'Stop after this time, as if asked to: what is done is kept, and the same command continues.',
    defaultLabel: 'none',
  }),
  waitMs: duration({
    default: 0,
    min: 0,
    max: 30 * DAY_MS,
    help: 'How long to wait for another run of the same output to end.',
  }),
  allowFailures: text({
    default: '0',
    pattern: ALLOWANCE,
    allowed: 'a number of pages, or a share of all such as 5%',
    help: 'Failed pages that still count as success: a number of pages, or a share of all such as 5%.',
  }),
  exitCodeOn: choiceOrNull({
    default: null,
    words: ['change'],
    help: 'End with exit code 5 where there was one: a page that is new, changed or gone, or no longer listed.',
  }),
  onFinish: optionalText({
    default: null,
    pattern: /^(?:https?:\/\/[^\s/?#]\S*|(?!https?:\/\/)[\s\S]*\S[\s\S]*)$/i,
    allowed: 'a command line, or an http or https URL',
    help: 'When the run has ended: a command line to run with the summary on its standard input, or a URL to send it to.',
  }),
  onFinishTimeoutMs: duration({
    default: 600_000,
    min: 100,
    max: DAY_MS,
    help: 'How long that may take; then the command is ended, and it is a warning.',
  }),
} as const
