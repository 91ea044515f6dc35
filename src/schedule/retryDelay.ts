import { isPassingStatus } from '../config/isPassingStatus.ts'
import type { Failure, FailureCode } from '../types.ts'

const BASE_MS = 500
const CAP_MS = 30_000

/** Failures that may pass by themselves. */
const PASSING: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'dns-failed',
  'connection-refused',
  'connection-reset',
  'timeout',
  'protocol-error',
  'truncated',
  'robots-unavailable',
])

/** Whether another attempt may fare better. */
export function mayPass({ code, statusCode }: Failure): boolean {
  if (code !== 'http-status' || statusCode === undefined) return PASSING.has(code)
  return isPassingStatus(statusCode)
}

/**
 * How long to wait after the attempt with this number (from 1) has failed: exponential with full jitter, base 500 ms,
 * cap 30 s (M. Brooker, "Exponential Backoff and Jitter", 2015). `random` is in [0, 1).
 */
export function retryDelayMs(attempt: number, random: number): number {
  return Math.round(random * Math.min(CAP_MS, BASE_MS * 2 ** (attempt - 1)))
}
