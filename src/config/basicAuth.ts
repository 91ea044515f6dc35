import * as z from 'zod'
import type { HostRules } from '../types.ts'
import { row } from './kinds.ts'
import type { Row, RowFacts } from './row.ts'

type Auth = NonNullable<HostRules['auth']>

/** A name and a password (RFC 7617): the name has no colon, and neither has control characters. */
export function basicAuth(facts: RowFacts<Auth>): Row<Auth> {
  const allowed =
    '"name:password" or {"username", "password"}, without control characters; a name has no colon'
  return { ...row(facts, allowed), schema: auth, isSecret: true }
}

/** The value of the `authorization` header: `Basic`, and both in UTF-8 and base64 (RFC 7617). */
export function basicAuthorization(given: Auth): string {
  const pair = typeof given === 'string' ? given : `${given.username}:${given.password}`
  return `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`
}

// Neither has a pattern: an editor sees `${NAME}`, and not what it stands for.
const plain = z.string().refine((text) => !/\p{Cc}/u.test(text))
const auth: z.ZodType<Auth> = z.union([
  plain.refine((text) => text.includes(':')),
  z.strictObject({ username: plain.refine((name) => !name.includes(':')), password: plain }),
])
