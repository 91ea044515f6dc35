import { setFlagsFromString } from 'node:v8'

/**
 * Sets the engine up for this process and the threads it will start: nothing but time and memory depend on it. A library must not do it.
 * What was measured is in docs/decisions/0017.
 */
export function tuneEngine(): void {
  // V8 places short-lived objects among the old ones, for good, when all that one line makes survive one collection. With many
  // requests in flight that happens by chance, and then a third of the main thread's time goes into collecting them.
  setFlagsFromString('--no-allocation-site-pretenuring')
  // Every thread begins without optimised code. The V8 of Node 20 begins early to make it, and makes much of it for the first
  // pages only; later versions have a compiler in between, and no such flag.
  if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=528000')
}
