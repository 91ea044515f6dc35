import * as z from 'zod'
import type { ScraperConfig } from '../types.ts'
import { type ConfigOf, explanation, hasLastingDefault, isRow, type Row, type RowTree } from './row.ts'
import { table } from './table.ts'

/** The whole configuration: every key present, none besides. */
export const configSchema: z.ZodType<ScraperConfig> = total(table)

/** What a user may write, as much of the configuration as they like and nothing else. */
export const optionsSchema: z.ZodType = partial(table)

/** What a file may hold, as much of the configuration as is wanted and the name of its schema. */
export const fileSchema: z.ZodType = partial(table, { $schema: z.string().optional() })

function total<T extends RowTree>(tree: T): z.ZodType<ConfigOf<T>> {
  const shape = shapeOf(tree, (node) => (isRow(node) ? node.schema : total(node)))
  // The shape is made from the very rows that the type is made from.
  return z.strictObject(shape) as unknown as z.ZodType<ConfigOf<T>>
}

function partial(tree: RowTree, extra: z.ZodRawShape = {}): z.ZodType {
  const shape = shapeOf(tree, (node) => (isRow(node) ? described(node) : partial(node)).optional())
  return z.strictObject({ ...extra, ...shape })
}

function shapeOf(tree: RowTree, schemaOf: (node: RowTree[string]) => z.ZodType): z.ZodRawShape {
  return Object.fromEntries(Object.entries(tree).map(([name, node]) => [name, schemaOf(node)]))
}

function described(row: Row): z.ZodType {
  return row.schema.meta({
    description: explanation(row),
    ...(hasLastingDefault(row) && { default: row.default }),
  })
}
