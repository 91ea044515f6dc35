import type { ListedEntry } from '../types.ts'
import type { SqlRow } from './database.ts'

/** The entry in the columns `LISTED_ENTRY`. */
export function listedEntry([index, url, input]: SqlRow): ListedEntry {
  const entry = { index: Number(index), url: String(url) }
  return input == null ? entry : { input: String(input), ...entry }
}
