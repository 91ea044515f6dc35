import { setFlagsFromString } from 'node:v8'

/**
 * Sets the engine up for this process and the threads it will start: nothing but time and memory depend on it. A library must not do it.
 * It is for the moment when all code is loaded: Node comes with its own code compiled for an engine without flags, and compiles it anew
 * for one with any. What was measured is in docs/decisions/0017, 0018, 0019, 0022 and 0024.
 */
export function tuneEngine(): void {
  // V8 places short-lived objects among the old ones, for good, when all that one line makes survive one collection. With many
  // requests in flight that happens by chance, and then a third of the main thread's time goes into collecting them.
  setFlagsFromString('--no-allocation-site-pretenuring')
  // One page is enough for V8 to compile undici's parser of HTTP a second time, and the process cannot end before that is done.
  setFlagsFromString('--wasm-tiering-budget=90000000')
  // A full collection takes along the optimised code for all shapes of objects of which none is alive, and it is made anew. V8 thinks
  // such a collection cheap, and lets a thread's heap of 15 MB grow by a third before the next.
  setFlagsFromString('--heap-growing-percent=200')
  // Threads collect between two pages: see `createCollector`.
  setFlagsFromString('--expose-gc')
  if (process.versions.v8.startsWith('11.')) optimiseLaterAndLess()
}

/**
 * Every thread begins without optimised code. The V8 of Node 20 begins early to make it, makes much of it for the first
 * pages only, and takes long for each piece; later versions have a compiler in between, and no such flags.
 */
function optimiseLaterAndLess(): void {
  setFlagsFromString('--interrupt-budget=264000')
  setFlagsFromString('--max-inlined-bytecode-size=150')
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=300')
  setFlagsFromString('--no-turbo-loop-peeling')
  setFlagsFromString('--no-turbo-loop-variable')
}

/**
 * Sets the engine up for the merge, when the threads have ended. Much of what a merge makes outlives two collections of young objects, and of a million pages
 * it holds all that can be told: a heap that may grow to three times as much would be most of the process. What was measured is in docs/decisions/0027.
 */
export function tuneEngineToMerge(): void {
  setFlagsFromString('--heap-growing-percent=10')
}
