import { wrongValue } from '../config/problem.ts'
import { DIFF_CHANGES } from '../diff/diffCounts.ts'
import type { DiffRunsOptions } from '../diffRuns.ts'
import { ConfigError } from '../errors.ts'
import type { Arguments } from './commandLine.ts'

type GivenDiff = Pick<DiffRunsOptions, 'only' | 'context'> &
  Pick<DiffRunsOptions['output'], 'files' | 'format'>

const FORMATS = ['text', 'jsonl', 'json', 'csv', 'md'] as const
const MAX_CONTEXT = 1000

/** What the flags of `scrape diff` say. Throws a `ConfigError`. */
export function givenDiff({ values }: Pick<Arguments, 'values'>): GivenDiff {
  const only = values.get('only')?.flatMap((text) => text.split(',').map((word) => word.trim()))
  const format = values.get('format')?.at(-1) ?? 'text'
  const context = values.get('context')?.at(-1) ?? '1'
  return {
    files: values.get('output') ?? ['-'],
    only: only === undefined ? null : only.map((word) => oneOf(DIFF_CHANGES, word, '--only')),
    format: oneOf(FORMATS, format, '--format'),
    context: wholeNumber(context, '--context'),
  }
}

/** What of the flags is for the configuration too: the output and its format are those of a run there. */
export function configArguments({ values, ...given }: Arguments): Arguments {
  return { ...given, values: new Map([...values].filter(([name]) => name !== 'output' && name !== 'format')) }
}

function oneOf<Word extends string>(words: readonly Word[], text: string, name: string): Word {
  const word = words.find((one) => one === text)
  if (word !== undefined) return word
  throw wrong(name, text, `one of ${words.join(', ')}`)
}

function wholeNumber(text: string, name: string): number {
  if (/^\d{1,4}$/.test(text) && Number(text) <= MAX_CONTEXT) return Number(text)
  throw wrong(name, text, `a whole number from 0 to ${MAX_CONTEXT}`)
}

function wrong(name: string, value: string, allowed: string): ConfigError {
  const problem = wrongValue({ key: name, name, value, allowed, isSecret: false })
  return new ConfigError(problem.message, [problem])
}
