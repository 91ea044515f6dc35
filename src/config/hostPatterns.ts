import * as z from 'zod'
import { hostPattern, hostPatternForm } from './hostPattern.ts'
import { listIn, row } from './kinds.ts'
import type { Row, RowFacts } from './row.ts'

/** Several hosts, each by its name or as `*.example.com`. A flag is repeated, or holds names between commas, as a variable does. */
export function hostPatterns(facts: RowFacts<readonly string[]>): Row<readonly string[]> {
  return {
    ...row(facts, 'a list of host names, IP addresses or *.name, without scheme, port and path'),
    allowedAsText: 'host names, IP addresses or *.name between commas, without scheme, port and path',
    schema: z.array(z.string().regex(hostPatternForm).refine(isPattern)),
    fromTexts: (texts) => {
      const lists = texts.map(listIn)
      return lists.find((list) => !Array.isArray(list)) ?? lists.flat()
    },
    toText: (value) => (value as readonly string[]).join(', ') || 'none',
  }
}

const isPattern = (written: string): boolean => hostPattern(written) !== undefined
