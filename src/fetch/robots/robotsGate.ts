import type { Failure, FetchConfig, HostSettings } from '../../types.ts'
import { BlockedAddressError } from '../address/addressGuard.ts'
import { type Deadline, type Deadlines, isOver, unlessEnded } from '../deadline.ts'
import { ExchangeError } from '../exchange.ts'
import type { GuardedExchange } from '../guardedExchange.ts'
import { failureSignal } from '../hostSignal.ts'
import { type AskedForNothing, isSuccess, type Trail } from '../pageAttempt.ts'
import type { RequestHeaders } from '../requestHeaders.ts'
import type { RequestPace } from '../requestPace.ts'
import type { WebAddress } from '../webAddress.ts'
import { createRobots, type RobotsCache } from './createRobots.ts'
import { type AskRobots, MAX_ROBOTS_BYTES } from './fetchRobotsTxt.ts'

/** Keeps pages back that robots.txt does not let be asked for, or not yet. */
export interface RobotsGate {
  /**
   * Whether the page may be asked for now; if not, what becomes of the attempt. Rejects with the deadline's reason when
   * the run ends, and with an `ExchangeError` where the host itself may not be reached.
   */
  keptBack(trail: Trail, deadline: Deadline, isFirst: boolean): Promise<AskedForNothing | undefined>
}

export interface RobotsGateOptions {
  readonly config: Pick<FetchConfig, 'timeoutMs' | 'userAgent'>
  readonly settingsOf: (hostname: string) => Pick<HostSettings, 'intervalMs'>
  readonly cache: RobotsCache
  readonly pace: RequestPace
  readonly guarded: GuardedExchange
  readonly headers: Pick<RequestHeaders, 'forRobots'>
  readonly deadlines: Deadlines
  /** Ends what is asked for. */
  readonly closing: AbortSignal
  readonly warn: (message: string) => void
}

const TIMED_OUT = Object.assign(new Error('no whole answer in time'), { code: 'ETIMEDOUT' })

export function createRobotsGate(options: RobotsGateOptions): RobotsGate {
  const { config, settingsOf, cache, pace, guarded, headers, deadlines, closing, warn } = options
  const { timeoutMs, userAgent } = config
  const ask: AskRobots = async (url) => {
    // Not the page's deadline: other pages wait for the same answer.
    const deadline = deadlines.start(timeoutMs, closing)
    let isSent = false
    try {
      return await guarded(url, {
        onSent() {
          isSent = true
          pace.leftForRobots(url.hostname, settingsOf(url.hostname).intervalMs)
        },
        headers: headers.forRobots(),
        maxBodyBytes: MAX_ROBOTS_BYTES,
        whenTooLarge: 'cut',
        wantsBody: isSuccess,
        deadline,
      })
    } catch (error) {
      throw isOver(deadline, error) ? new ExchangeError(TIMED_OUT, false, isSent) : error
    } finally {
      deadline.stop()
    }
  }
  const robots = createRobots({ ask, cache, userAgent, now: Date.now, warn })

  return {
    async keptBack({ url, intervalMs }, deadline, isFirst) {
      const verdict = await unlessEnded(robots.verdict(url), deadline).catch((error: unknown) => {
        if (!isOver(deadline, error)) throw error
        return robotsTimeout(url, timeoutMs)
      })
      if (verdict.kind === 'failed') {
        const { failure, heard } = verdict
        // It is the page that may not be reached; its robots.txt only came first.
        if (failure.code === 'blocked-address' && !verdict.isRedirected)
          throw new ExchangeError(new BlockedAddressError(), false)
        return { kind: 'failed', failure, ...(heard && { heard }) }
      }
      if (verdict.kind === 'denied') return { kind: 'skipped', rule: verdict.rule }
      const { crawlDelayMs } = verdict
      return isFirst ? pace.enter(url.hostname, { intervalMs, crawlDelayMs }) : undefined
    },
  }
}

function robotsTimeout(url: WebAddress, timeoutMs: number) {
  const message = `robots.txt: no whole answer within ${timeoutMs} ms`
  const failure: Failure = { stage: 'robots', code: 'timeout', message }
  const heard = failureSignal(url, 'timeout', { isSent: true, headersSeen: false })
  return { kind: 'failed' as const, failure, heard, isRedirected: false }
}
