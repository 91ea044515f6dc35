import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import type { DocumentWriter } from '../document.ts'
import { isOfCorpus } from '../fieldValue.ts'
import type { ReplacedFile } from '../replacedFile.ts'
import { type ParquetValue, parquetColumn } from './parquetColumn.ts'
import { parquetType, USUAL_PARQUET_FIELDS } from './parquetFields.ts'

const MAX_GROUP_CHARS = 4_194_304
const MAX_GROUP_ROWS = 50_000

/** Writes a table of the rows in Parquet (Snappy), a row group of some megabytes at a time. */
export function createParquetDocument(file: ReplacedFile, fields: readonly string[]): DocumentWriter {
  const names = [...new Set(fields.length > 0 ? fields : USUAL_PARQUET_FIELDS)]
  const columns = names.map((name) => parquetColumn(name, parquetType(name)))
  const bytes = new ByteWriter()
  const parquet = new ParquetWriter({
    writer: bytes,
    schema: [{ name: 'root', num_children: columns.length }, ...columns.flatMap(({ schema }) => schema)],
    createdBy: 'textmill',
  })
  let group = columns.map((): ParquetValue[] => [])
  let rows = 0
  let chars = 0

  const writeBytes = async (): Promise<void> => {
    await file.write(bytes.getBytes())
    bytes.index = 0
  }
  const writeGroup = async (): Promise<void> => {
    if (rows === 0) return
    const columnData = columns.map(({ name, statistics }, place) => ({
      name,
      statistics,
      data: group[place] as ParquetValue[],
    }))
    parquet.write({ columnData, rowGroupSize: rows })
    group = columns.map(() => [])
    rows = 0
    chars = 0
    await writeBytes()
  }
  return {
    wantsFigures: names.some(isOfCorpus),
    async begin() {},
    add(row) {
      const object = row.object()
      for (const [place, column] of columns.entries()) {
        const value = column.valueOf(object)
        group[place]?.push(value)
        chars += sizeOf(value)
      }
      rows += 1
    },
    hasRoom: () => chars < MAX_GROUP_CHARS && rows < MAX_GROUP_ROWS,
    flushed: writeGroup,
    async end() {
      await writeGroup()
      parquet.finish()
      await writeBytes()
    },
  }
}

function sizeOf(value: ParquetValue): number {
  if (typeof value === 'string') return value.length
  if (!Array.isArray(value)) return 8
  return value.reduce<number>((sum, member) => sum + (typeof member === 'string' ? member.length : 8), 8)
}
