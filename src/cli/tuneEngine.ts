import { setFlagsFromString } from 'node:v8'

/**
 * Keeps V8 from placing short-lived objects among the old ones. It decides so for every object that one line of code
 * makes, for good, when all of them survive one collection; with many requests in flight, that happens by chance, and
 * then a third of the main thread's time goes into collecting them. For this process only: a library must not do it.
 */
export function tuneEngine(): void {
  setFlagsFromString('--no-allocation-site-pretenuring')
}
