import type * as z from 'zod'
import { type ObjectProblem, objectProblems } from './objectProblems.ts'
import { type Environment, expandedSecrets } from './secrets.ts'

/** What a user wrote, secrets expanded, and what is wrong with it. With a problem the value is undefined. */
export function checkedObject(
  schema: z.ZodType,
  written: unknown,
  environment: Environment,
): { readonly value: unknown; readonly problems: readonly ObjectProblem[] } {
  const { value, problems } = expandedSecrets(written, environment)
  const result = schema.safeParse(value)
  // What could not be expanded need not be right as it is written.
  const unexpanded = new Set(problems.map(({ problem }) => problem.key))
  const found = objectProblems(value, result.error?.issues ?? [])
  return {
    value: result.data,
    problems: [...problems, ...found.filter(({ problem }) => !unexpanded.has(problem.key))],
  }
}
