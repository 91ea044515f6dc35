import type { InputEntry } from '../types.ts'
import { normalizedUrl, withoutUserinfo } from './normalizedUrl.ts'

/** The entry that one line or argument stands for. `origin` says where it was written, for messages. */
export function inputEntry(line: string, origin: string): InputEntry {
  const written = withoutUserinfo(line).toWellFormed()
  return { written, origin, ...normalizedUrl(line) }
}
