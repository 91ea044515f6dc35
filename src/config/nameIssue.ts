import type * as z from 'zod'

/** A complaint about a name in a map, in place of one about its value. `says` follows the name. */
export function nameIssue(path: string[], says: string): z.core.$ZodRawIssue & { readonly code: 'custom' } {
  return { code: 'custom', path, message: says, params: { isName: true }, input: undefined }
}

/** What an issue says of a name; undefined where it is the value that is wrong. */
export function nameComplaint(issue: z.core.$ZodIssue): string | undefined {
  if (issue.code === 'invalid_key') return issue.issues[0]?.message
  return issue.code === 'custom' && issue.params?.isName === true ? issue.message : undefined
}
