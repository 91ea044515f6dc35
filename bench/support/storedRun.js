/**
 * The program's own store, merge and output as a run has them. They come from its sources, bundled when the bench begins, and have no types.
 *
 * @typedef {any} Parts `createStore`, `mergedReport`, `createOutputs`, `textTools`, `urlHash`
 */

/** A state of its own, with nothing in it, that nobody else asks for. */
export const openStore = (/** @type {Parts} */ { createStore }, /** @type {string} */ path) =>
  createStore({
    path,
    fresh: true,
    retryFailed: false,
    maxAgeMs: 0,
    analysisKey: 'synthetic',
    warn: console.warn,
    onError: fail,
  })

export const openOutputs = (/** @type {Parts} */ { createOutputs }, /** @type {string} */ file) =>
  createOutputs({
    files: [file],
    format: 'jsonl',
    fields: [],
    failed: null,
    graph: null,
    writeStdout: async () => {},
    onClosedPipe: () => {},
    onError: fail,
    onRoom: () => {},
  })

export const merge = (/** @type {Parts} */ { mergedReport, textTools, urlHash }, /** @type {any} */ store) =>
  mergedReport(store, { ...textTools, urlHash, removedPages: 0, wantsCorpus: true, graphFormat: null })

/** Writes what was merged, and puts the file in its place. */
export const finish = (/** @type {any} */ outputs, /** @type {object} */ merged) =>
  outputs.finish({
    ...merged,
    run: {},
    isInterrupted: false,
    partialFiles: { has: () => false, add: () => {} },
  })

function fail(/** @type {unknown} */ error) {
  throw error
}
