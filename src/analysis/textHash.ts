import { bodyHash } from './bodyHash.ts'
import { onOneLine } from './onOneLine.ts'

/** Stands for a title and a text that is `onOneLine`: equal where the titles differ in white space alone. */
export function textHash(title: string | null, line: string): string {
  return bodyHash(`${onOneLine(title ?? '')}\n${line}`)
}
