import * as z from 'zod'
import { fieldProblem } from './field.ts'
import { texts } from './kinds.ts'
import type { Row, RowFacts } from './row.ts'

/** Dotted paths into a row. One that can name nothing in any row is refused, and the message says which was meant. */
export function fieldPaths(facts: RowFacts<readonly string[]>): Row<readonly string[]> {
  const allowed = 'a list of dotted paths into a row, such as analysis.title'
  return { ...texts({ ...facts, allowed, isAllowed: () => true, mayHaveCommas: false }), schema }
}

const schema: z.ZodType<readonly string[]> = z.array(z.string().min(1)).superRefine((paths, context) => {
  for (const [index, path] of paths.entries()) {
    const problem = path === '' ? undefined : fieldProblem(path)
    if (problem === undefined) continue
    const message = `is ${JSON.stringify(path.slice(0, 80))}, which leads nowhere: ${problem}`
    context.addIssue({ code: 'custom', path: [index], message, params: { isName: true }, input: path })
  }
})
