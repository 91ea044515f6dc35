import * as z from 'zod'
import { fileSchema } from './schema.ts'

/** The text of scraper.schema.json, by which an editor completes and checks a configuration file. */
export function jsonSchemaText(): string {
  // Editors know this draft best.
  const schema = z.toJSONSchema(fileSchema, { target: 'draft-7' })
  return `${JSON.stringify({ title: 'scraper.config.json of textmill', ...schema }, null, 2)}\n`
}
