import * as z from 'zod'
import type { HostRules, HostTable } from '../types.ts'
import { hostPattern, hostPatternAllowed, hostPatternForm } from './hostPattern.ts'
import { jsonIn, row } from './kinds.ts'
import { nameIssue } from './nameIssue.ts'
import { explanation, type Row, type RowFacts } from './row.ts'

/** Rules by host. `entries` has a row for each of them; a flag gives the table as JSON. */
export function hostTable(
  facts: RowFacts<HostTable> & {
    readonly entries: { readonly [K in keyof HostRules]-?: Row<NonNullable<HostRules[K]>> }
  },
): Row<HostTable> {
  const { entries } = facts
  const names = Object.keys(entries).map((name) => JSON.stringify(name))
  return {
    ...row(facts, `a map from hosts to {${names.join(', ')}}, each of these as for all hosts`),
    allowedAsText: `a map as JSON, from hosts to {${names.join(', ')}}`,
    schema: schemaOf(entries),
    fromTexts: (texts) => jsonIn(texts.at(-1) ?? ''),
    toText: (value) => Object.keys(value as HostTable).join(', ') || 'none',
    isSecret: true,
    entries,
  }
}

const hostName = z
  .string()
  .regex(hostPatternForm, { error: nameComplaint })
  .refine((name) => hostPattern(name) !== undefined, { error: nameComplaint })

function nameComplaint({ input }: { readonly input?: unknown }): string {
  const hint = input === '*' ? '; what holds for every host stands outside of hosts' : ''
  return `cannot stand here: a name must be ${hostPatternAllowed}${hint}`
}

function schemaOf(entries: Readonly<Record<string, Row>>): z.ZodType<HostTable> {
  const rules = Object.entries(entries).map(([name, entry]) => {
    return [name, entry.schema.meta({ description: explanation(entry) }).optional()] as const
  })
  const table = z
    .record(hostName, z.strictObject(Object.fromEntries(rules)))
    .superRefine((hosts, context) => {
      for (const issue of issuesOf(hosts as HostTable)) context.addIssue(issue)
    })
  // The shape is made from the rows, which have the types of the rules.
  return table as unknown as z.ZodType<HostTable>
}

function* issuesOf(hosts: HostTable): Iterable<ReturnType<typeof nameIssue>> {
  const known = new Map<string, string>()
  for (const [name, { auth, headers = {} }] of Object.entries(hosts)) {
    const pattern = JSON.stringify(hostPattern(name))
    const other = known.get(pattern)
    if (other !== undefined) yield nameIssue([name], `is the same host as ${other}`)
    known.set(pattern, name)
    const hasOwn = Object.keys(headers).some((header) => header.toLowerCase() === 'authorization')
    if (auth !== undefined && hasOwn)
      yield nameIssue([name, 'auth'], 'cannot stand beside an authorization header')
  }
}
