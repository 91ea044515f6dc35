import { pino } from 'pino'
import type { PageResult, ScrapeReport } from '../types.ts'
import { isWorthTelling } from './exitCodes.ts'
import type { Loudness, RunView } from './runView.ts'
import type { TerminalStream } from './terminal.ts'

const PROGRESS_MS = 10_000

/** Where events go: one JSON object a line, each written whole. */
export interface EventLog {
  readonly info: (event: string, facts: object) => void
  readonly warn: (event: string, facts: object) => void
  readonly error: (event: string, facts: object) => void
}

/** Events have `level`, `time` (ISO 8601), `pid`, `event`, and what belongs to it. */
export function createEventLog(stream: TerminalStream): EventLog {
  const log = pino(
    {
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
    },
    { write: (line: string) => void stream.write(line) },
  )
  return {
    info: (event, facts) => log.info({ event, ...facts }),
    warn: (event, facts) => log.warn({ event, ...facts }),
    error: (event, facts) => log.error({ event, ...facts }),
  }
}

/** A run told in events: `run-started`, `progress` every ten seconds, `message`, `page`, `run-finished`. */
export function createJsonView(stream: TerminalStream, { quiet, verbose }: Loudness): RunView {
  const log = createEventLog(stream)
  let timer: NodeJS.Timeout | undefined
  const stop = (): void => clearInterval(timer)
  return {
    onStart(watch) {
      if (quiet) return
      log.info('run-started', {})
      timer = setInterval(() => log.info('progress', watch.progress()), PROGRESS_MS).unref()
    },
    onMessage({ level, text }) {
      if (level === 'warn') log.warn('message', { text })
      else if (!quiet) log.info('message', { text })
    },
    ...(verbose && !quiet && { onResult: (result: PageResult) => log.info('page', pageFacts(result)) }),
    finish(report, exitCode) {
      stop()
      const facts = { exitCode, ...runFacts(report) }
      if (isWorthTelling(exitCode)) log.warn('run-finished', facts)
      else if (!quiet) log.info('run-finished', facts)
    },
    [Symbol.dispose]: stop,
  }
}

function pageFacts(result: PageResult): object {
  const { index, url, status } = result
  switch (result.status) {
    case 'ok':
      return { index, url, status, statusCode: result.http.statusCode, change: result.change }
    case 'failed': {
      const { code, message, attempts, statusCode } = result.failure
      return { index, url, status, code, statusCode, message, attempts, change: result.change }
    }
    case 'skipped':
      return { index, url, status, reason: result.reason }
  }
}

function runFacts({ outcome, summary, run, written }: ScrapeReport): object {
  const { byHost: _everyHost, ...counts } = summary
  const { startedAt, elapsedMs, bottleneck } = run
  return { outcome, summary: counts, startedAt, elapsedMs, bottleneck, written }
}
