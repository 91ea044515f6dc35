import { bodyHash } from './bodyHash.ts'

/** Stands for a title and a text: equal where they differ in white space alone. */
export function textHash(title: string | null, text: string): string {
  return bodyHash(Buffer.from(`${normalised(title ?? '')}\n${normalised(text)}`))
}

function normalised(text: string): string {
  // Single spaces, most of all white space, stay as they are.
  return text.replace(/[^\S ]\s*| \s+/g, ' ').trim()
}
