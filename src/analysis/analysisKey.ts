import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolveAnalysers } from '../config/analysers.ts'
import { errorCode } from '../errors.ts'
import type { AnalysisConfig } from '../types.ts'
import { moduleError } from './moduleError.ts'

/** Counts up with every change of what an analysis says about the same bytes. */
const ANALYSER_VERSION = 7

const KEY_CHARS = 16

/**
 * Names the analysis: results are comparable, and an unfinished run can go on with them, only under the same key.
 * It covers our own version, `rowOptions` (whatever else rows depend on), the analysers, the selectors, the text of the user's module and what becomes of its errors. Throws
 * an `InputError` when the module cannot be read.
 */
export function analysisKey(
  { analysers, selectors, module, moduleErrors }: AnalysisConfig,
  rowOptions: unknown,
): string {
  const custom = module === null ? null : [moduleText(module), moduleErrors]
  const identity = JSON.stringify([
    ANALYSER_VERSION,
    rowOptions,
    resolveAnalysers(analysers),
    selectors,
    custom,
  ])
  return createHash('sha256').update(identity).digest('hex').slice(0, KEY_CHARS)
}

function moduleText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw moduleError(
      `analysis.module: ${path} cannot be read (${errorCode(error)}), but must be the path of an ES module`,
    )
  }
}
