import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { errorMessage, InputError } from '../errors.ts'
import type { AnalysisConfig } from '../types.ts'

/** Counts up with every change of what an analysis says about the same bytes. */
const ANALYSER_VERSION = 3

const KEY_CHARS = 16

/**
 * Names the analysis: results are comparable, and an unfinished run can go on with them, only under the same key.
 * It covers the analyser's version, the selectors and the text of the user's module. Throws an `InputError` when
 * that cannot be read.
 */
export function analysisKey({ selectors, module }: AnalysisConfig): string {
  const source = module === null ? null : moduleText(module)
  const identity = JSON.stringify([ANALYSER_VERSION, selectors, source])
  return createHash('sha256').update(identity).digest('hex').slice(0, KEY_CHARS)
}

function moduleText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new InputError(`the analysis module ${path} cannot be read: ${errorMessage(error)}`)
  }
}
