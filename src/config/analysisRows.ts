import { analyserChoices } from './analyserChoices.ts'
import { choice, count, duration, optionalPath, wordOrCount } from './kinds.ts'
import { selectors } from './selectors.ts'

/** How pages are analysed. */
export const analysisRows = {
  threads: wordOrCount({
    default: 'auto',
    word: 'auto',
    min: 0,
    max: 256,
    help: 'Worker threads: auto is one for each core, 0 is none and without a deadline.',
  }),
  timeoutMs: duration({
    default: 10_000,
    min: 1,
    max: 3_600_000,
    help: "Deadline of one page's analysis, from when its thread is free.",
    flag: 'analysis-timeout',
  }),
  maxHeapMb: count({
    default: 512,
    min: 16,
    max: 65_536,
    unit: 'MB',
    help: 'Heap of one worker thread.',
  }),
  analysers: analyserChoices({
    default: ['default'],
    help: 'What to find out about every page; default, or an empty flag or variable, stands for all but markdown, entities and sentiment.',
  }),
  selectors: selectors({
    default: {},
    help: 'Values to take from every page; on the command line name=selector, repeatable.',
  }),
  module: optionalPath({
    default: null,
    help: 'ES module whose default export adds data of your own to every page.',
  }),
  moduleErrors: choice({
    default: 'fail',
    words: ['fail', 'keep'],
    help: 'What becomes of a page on which the module fails: it fails too, or is kept, with the reason as custom.error.',
  }),
} as const
