import type { Failure, FetchConfig, HostSettings } from '../../types.ts'
import { BlockedAddressError } from '../address/addressGuard.ts'
import { type Deadline, type Deadlines, isOver, unlessEnded } from '../deadline.ts'
import { ExchangeError } from '../exchange.ts'
import type { GuardedExchange } from '../guardedExchange.ts'
import { failureSignal } from '../hostSignal.ts'
import { type AskedForNothing, isSuccess, type Trail } from '../pageAttempt.ts'
import type { RequestHeaders } from '../requestHeaders.ts'
import type { RequestPace } from '../requestPace.ts'
import { TimeoutError } from '../timeoutError.ts'
import type { WebAddress } from '../webAddress.ts'
import { createRobots, type RobotsCache, type RobotsVerdict } from './createRobots.ts'
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

export function createRobotsGate(options: RobotsGateOptions): RobotsGate {
  const { config, settingsOf, cache, pace, guarded, headers, deadlines, closing, warn } = options
  const { timeoutMs, userAgent } = config
  const timedOut = new TimeoutError('whole answer', timeoutMs)
  const ask: AskRobots = async ({ url, redirects, spentMs }) => {
    const { intervalMs } = settingsOf(url.hostname)
    // The first request has the turn of the page that it is for.
    const isMoved = redirects.length > 0
    const postponed = isMoved ? pace.enter(url.hostname, { intervalMs, crawlDelayMs: 0 }) : undefined
    if (postponed !== undefined) return postponed
    // Not the page's deadline: other pages wait for the same answer.
    const deadline = deadlines.start(timeoutMs - spentMs, closing)
    let isSent = false
    try {
      return await guarded(url, {
        onSent() {
          isSent = true
          pace.leftForRobots(url.hostname, intervalMs)
        },
        headers: headers.forRobots(),
        maxBodyBytes: MAX_ROBOTS_BYTES,
        whenTooLarge: 'cut',
        wantsBody: isSuccess,
        deadline,
      })
    } catch (error) {
      throw isOver(deadline, error) ? new ExchangeError(timedOut, false, isSent) : error
    } finally {
      deadline.stop()
    }
  }
  const robots = createRobots({ ask, cache, userAgent, now: Date.now, warn })

  const verdictFor = async ({ url, redirects }: Trail, deadline: Deadline): Promise<RobotsVerdict> => {
    const verdict = robots.verdict(url)
    try {
      return await unlessEnded(verdict, deadline)
    } catch (error) {
      if (!isOver(deadline, error)) throw error
      // Nobody has waited for the file longer than this page: its time is over as well, and it knows how far it came.
      return redirects.length === 0 ? verdict : robotsTimeout(url, timedOut)
    }
  }

  return {
    async keptBack(trail, deadline, isFirst) {
      const { url, intervalMs } = trail
      const verdict = await verdictFor(trail, deadline)
      if (verdict.kind === 'failed') {
        const { failure, heard, until: notBefore } = verdict
        // It is the page that may not be reached; its robots.txt only came first.
        if (failure.code === 'blocked-address' && !verdict.isRedirected)
          throw new ExchangeError(new BlockedAddressError(), false)
        return { kind: 'failed', failure, notBefore, ...(heard && { heard }) }
      }
      if (verdict.kind === 'postponed') return verdict
      if (verdict.kind === 'denied') return { kind: 'skipped', rule: verdict.rule }
      const { crawlDelayMs } = verdict
      return isFirst ? pace.enter(url.hostname, { intervalMs, crawlDelayMs }) : undefined
    },
  }
}

/** For a page that a redirect has led here with little time left: the file may yet come. */
function robotsTimeout(url: WebAddress, { message: timedOut }: TimeoutError): RobotsVerdict {
  const message = `robots.txt: ${timedOut}`
  const failure: Failure = { stage: 'robots', code: 'timeout', message }
  const heard = failureSignal(url, 'timeout', { isSent: true, headersSeen: false })
  return { kind: 'failed', failure, heard, isRedirected: false, until: 0 }
}
