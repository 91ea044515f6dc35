import * as z from 'zod'
import { row } from './kinds.ts'
import type { Row, RowFacts } from './row.ts'

/** `environment`, `none`, or the URL of a proxy; its name and password may stand in it. */
export function proxyAddress(facts: RowFacts<string>): Row<string> {
  return {
    ...row(facts, '"environment", "none", or an http or https URL without path and query'),
    // No pattern: an editor sees `${NAME}`, and not what it stands for.
    schema: z.string().refine((text) => text === 'environment' || text === 'none' || isOrigin(text)),
    isSecret: true,
  }
}

/** The parser would mend white space and backslashes in silence. */
function isOrigin(text: string): boolean {
  if (!/^https?:\/\/[^\s\\/?#]+\/?$/i.test(text) || !URL.canParse(text)) return false
  return new URL(text).hostname !== ''
}
