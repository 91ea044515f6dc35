import { isAbsolute } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { AnalysisConfig } from '../types.ts'
import { type CustomAnalyser, withErrorsKept } from './custom.ts'
import { moduleError } from './moduleError.ts'
import { firstLine } from './pageFailure.ts'

/**
 * Loads the user's ES module from an absolute path or a file URL; its errors on pages, of more data than `maxChars` too, are
 * then data where they are to be kept.
 * Throws an `InputError` when it cannot be loaded or its default export is no function.
 */
export async function loadCustomAnalyser(
  module: string,
  moduleErrors: AnalysisConfig['moduleErrors'],
  maxChars?: number,
): Promise<CustomAnalyser> {
  const exported = (await importedModule(module)).default
  if (typeof exported === 'function') {
    const analyser = exported as CustomAnalyser
    return moduleErrors === 'keep' ? withErrorsKept(analyser, maxChars) : analyser
  }
  throw moduleError(
    `analysis.module: ${module} has to export a function as its default, not ${nameOfType(exported)}`,
  )
}

async function importedModule(module: string): Promise<{ readonly default?: unknown }> {
  const url = isAbsolute(module) ? pathToFileURL(module).href : module
  try {
    return await import(url)
  } catch (error) {
    throw moduleError(`analysis.module: ${module} cannot be loaded: ${firstLine(error)}`)
  }
}

function nameOfType(value: unknown): string {
  if (value === undefined) return 'nothing'
  return value === null ? 'null' : `a value of type ${typeof value}`
}
