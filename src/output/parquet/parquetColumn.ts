import type { SchemaElement } from 'hyparquet'
import type { JsonObject, JsonValue } from '../../types.ts'
import { cellText } from '../csv/cellText.ts'
import { fieldValue } from '../fieldValue.ts'

/** A value as the writer takes it. */
export type ParquetValue = string | number | bigint | boolean | Date | null | readonly (string | number)[]

/** A column: its place in the schema, and what stands in it for a row. */
export interface ParquetColumn {
  readonly name: string
  readonly schema: readonly SchemaElement[]
  /** Whether its least and greatest value are of use to a reader: of texts they cost much and tell little. */
  readonly statistics: boolean
  valueOf(row: JsonObject): ParquetValue
}

export type ParquetType = 'text' | 'int32' | 'int64' | 'double' | 'boolean' | 'timestamp' | ListType
type ListType = 'texts' | 'int32s' | 'doubles'

/** A column for what a path names. Where a row has a value of another type, or none, it is null. */
export function parquetColumn(name: string, type: ParquetType): ParquetColumn {
  const toValue = VALUES[type]
  return {
    name,
    schema: schemaElements(name, type),
    statistics: type !== 'text' && !isList(type),
    valueOf: (row) => toValue(fieldValue(row, name)),
  }
}

const INT32_MAX = 2 ** 31 - 1

const VALUES: Readonly<Record<ParquetType, (value: JsonValue | undefined) => ParquetValue>> = {
  text: (value) => (value === undefined || value === null ? null : cellText(value)),
  int32: (value) => (Number.isInteger(value) && Math.abs(Number(value)) <= INT32_MAX ? Number(value) : null),
  int64: (value) => (Number.isSafeInteger(value) ? BigInt(Number(value)) : null),
  double: (value) => (typeof value === 'number' ? value : null),
  boolean: (value) => (typeof value === 'boolean' ? value : null),
  timestamp: (value) => (typeof value === 'string' ? timestamp(value) : null),
  texts: (value) => (Array.isArray(value) ? value.map(cellText) : null),
  int32s: (value) => (Array.isArray(value) ? value.filter((member) => Number.isInteger(member)) : null),
  doubles: (value) => (Array.isArray(value) ? value.filter((member) => typeof member === 'number') : null),
}

/** A day alone is its midnight, and a time without a zone is one of UTC: a file must not depend on where it is written. */
function timestamp(text: string): Date | null {
  const hasZone = /(?:z|[+-]\d\d:?\d\d)$/i.test(text)
  const date = new Date(text.includes('T') && !hasZone ? `${text}Z` : text)
  return Number.isNaN(date.getTime()) ? null : date
}

/** A list is written in the three levels that the format's description asks for. */
function schemaElements(name: string, type: ParquetType): SchemaElement[] {
  if (isList(type)) {
    return [
      { name, repetition_type: 'OPTIONAL', converted_type: 'LIST', num_children: 1 },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', repetition_type: 'OPTIONAL', ...PRIMITIVES[MEMBERS[type]] },
    ]
  }
  return [{ name, repetition_type: 'OPTIONAL', ...PRIMITIVES[type] }]
}

const MEMBERS = { texts: 'text', int32s: 'int32', doubles: 'double' } as const satisfies Record<
  ListType,
  ParquetType
>

const isList = (type: ParquetType): type is ListType => Object.hasOwn(MEMBERS, type)

const PRIMITIVES: Readonly<Record<Exclude<ParquetType, ListType>, Omit<SchemaElement, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  int32: { type: 'INT32' },
  int64: { type: 'INT64' },
  double: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  timestamp: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
}
