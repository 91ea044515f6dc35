import * as z from 'zod'
import type { AnalysisConfig } from '../types.ts'
import { analyserNames } from './analysers.ts'
import { listIn, row } from './kinds.ts'
import { nearest } from './nearest.ts'
import type { Row, RowFacts } from './row.ts'

type Analysers = AnalysisConfig['analysers']

const words = ['default', ...analyserNames] as const

/** Analysers by name. As text, `none` is none of them, and nothing at all is the default. */
export function analyserChoices(facts: RowFacts<Analysers>): Row<Analysers> {
  const allowed = `a list of ${words.join(', ')}`
  return {
    ...row(facts, allowed),
    allowedAsText: `${allowed}, or none`,
    schema,
    fromTexts: (texts) => {
      const written = texts.filter((text) => text.trim() !== '')
      const picked = written.flatMap((text) => listIn(text))
      if (written.length === 0) return facts.default
      return picked.length === 1 && picked[0] === 'none' ? [] : picked
    },
    toText: (value) => (value as Analysers).join(', ') || 'none',
  }
}

const schema: z.ZodType<Analysers> = z
  // An editor is told the names; what is wrong with one is told below, in words of our own.
  .array(z.string().meta({ enum: [...words] }) as unknown as z.ZodType<Analysers[number]>)
  .superRefine((picked, context) => {
    for (const [index, name] of picked.entries()) {
      if (words.includes(name)) continue
      const message = unknownAnalyser(name)
      context.addIssue({ code: 'custom', path: [index], message, params: { isName: true }, input: name })
    }
  })

function unknownAnalyser(name: string): string {
  const meant = nearest(name, words)
  const hint = meant === undefined ? ';' : `; did you mean ${meant}?`
  return `is ${JSON.stringify(name.slice(0, 80))}, which is no analyser${hint} known are ${words.join(', ')}`
}
