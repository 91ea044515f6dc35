import { isRow, type Row, type RowTree } from './row.ts'
import { sectionTitles, table } from './table.ts'

/** A row with the names that follow from its place in the table. */
export interface ConfigRow extends Omit<Row, 'flag'> {
  readonly path: readonly string[]
  /** `fetch.perHost.concurrency` */
  readonly key: string
  /** `per-host`, without dashes; null for the arguments that stand without a flag. */
  readonly flag: string | null
  /** `SCRAPER_FETCH_PER_HOST_CONCURRENCY` */
  readonly variable: string
  readonly title: string
}

/** Every row of the table, in its order. */
export const rows: readonly ConfigRow[] = rowsIn(table, [])

function rowsIn(tree: RowTree, path: readonly string[]): ConfigRow[] {
  return Object.entries(tree).flatMap(([name, node]) => {
    const here = [...path, name]
    return isRow(node) ? [{ ...node, ...namesOf(here, node.flag) }] : rowsIn(node, here)
  })
}

function namesOf(path: readonly string[], flag: string | null | undefined) {
  const [section = ''] = path
  return {
    path,
    key: path.join('.'),
    flag: flag === undefined ? kebabCase(path.slice(1)).replace(/-ms$/, '') : flag,
    variable: `SCRAPER_${kebabCase(path).replaceAll('-', '_').toUpperCase()}`,
    title: sectionTitles[section as keyof typeof sectionTitles],
  }
}

function kebabCase(path: readonly string[]): string {
  return path.map((name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)).join('-')
}
