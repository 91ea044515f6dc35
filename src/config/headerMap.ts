import * as z from 'zod'
import type { HeaderMap } from '../types.ts'
import { jsonIn, row } from './kinds.ts'
import { nameIssue } from './nameIssue.ts'
import type { Row, RowFacts } from './row.ts'

/** Request headers by name. A flag gives one as `Name: value`, or a map as JSON. */
export function headerMap(facts: RowFacts<HeaderMap>): Row<HeaderMap> {
  return {
    ...row(facts, 'a map from names of headers to values in printable ASCII, without spaces at their ends'),
    allowedAsText: `'Name: value' in printable ASCII, each name once, or a map as JSON`,
    schema: headers,
    fromTexts: (texts) => combined(texts.map(headersIn)),
    toText: (value) => Object.keys(value as HeaderMap).join(', ') || 'none',
    isSecret: true,
  }
}

/** A header's name (RFC 9110, 5.1). */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

/** What belongs to one connection, or frames a message (RFC 9110, 7.6.1 and 10.1; RFC 9112, 6 and 9): the client's own. */
export const ownHeaders: readonly string[] = [
  'connection',
  'content-length',
  'expect',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]

const headerName = z
  .string()
  .regex(token, { error: 'cannot stand here: it is no name of a header' })
  .refine((name) => !ownHeaders.includes(name.toLowerCase()), {
    error: `cannot be set: ${ownHeaders.join(', ')} belong to the connection`,
  })

const headerValue = z.string().regex(/^[!-~]([\t -~]*[!-~])?$/)

const headers: z.ZodType<HeaderMap> = z.record(headerName, headerValue).superRefine((map, context) => {
  const names = new Map<string, string>()
  for (const name of Object.keys(map)) {
    const other = names.get(name.toLowerCase())
    if (other !== undefined) context.addIssue(nameIssue([name], `is the same header as ${other}`))
    names.set(name.toLowerCase(), name)
  }
})

function headersIn(written: string): unknown {
  if (written.trimStart().startsWith('{')) return jsonIn(written)
  const [, name, value] = /^([^\s:]+):[ \t]*(.*?)[ \t]*$/s.exec(written) ?? []
  return name !== undefined && token.test(name) ? { [name]: value } : written
}

/** One map of all; what is none, or gives a header twice, is passed on to be refused. */
function combined(maps: readonly unknown[]): unknown {
  const other = maps.find((map) => typeof map !== 'object' || map === null)
  if (other !== undefined) return other
  const entries = maps.flatMap((map) => Object.entries(map as object))
  return new Set(entries.map(([name]) => name)).size < entries.length ? maps : Object.fromEntries(entries)
}
