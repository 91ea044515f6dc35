/** A cell as the mark-up has it. */
export interface SpanningCell<Content> {
  readonly content: Content
  readonly columns: number
  /** Infinity for all that are left of its part of the table. */
  readonly rows: number
}

export interface SpanningRow<Content> {
  readonly cells: readonly SpanningCell<Content>[]
  /** The part of the table the row is in: cells do not span its end. */
  readonly part: unknown
}

interface Carried<Content> {
  readonly content: Content
  readonly rows: number
}

/** By how much the tables of a page may still grow, in the measure of `weight`. */
export interface Growth {
  left: number
}

/** What all tables of a page may grow by, besides twice their own size. */
const freeGrowth = 20_000

export function createGrowth(): Growth {
  return { left: freeGrowth }
}

/**
 * Rows in which a cell stands again in every row and column that it spans, so that columns line up. Once the
 * tables of a page would grow out of all proportion by that, a span counts as one. Linear in cells and `weight`.
 */
export function spannedRows<Content>(
  rows: readonly SpanningRow<Content>[],
  empty: Content,
  weight: (content: Content) => number,
  growth: Growth,
): Content[][] {
  for (const { cells } of rows) for (const { content } of cells) growth.left += 2 * (1 + weight(content))
  const mayRepeat = (content: Content): boolean => {
    const added = 1 + weight(content)
    if (added > growth.left) return false
    growth.left -= added
    return true
  }
  let above: Carried<Content>[] = []
  let part: unknown
  let width = 0
  const laidOut = rows.map((row) => {
    const line = createLine(row.part === part ? above : [], mayRepeat)
    part = row.part
    for (const cell of row.cells) {
      while (line.carryOn());
      width = Math.max(width, line.cells.length + 1)
      line.add(cell)
    }
    line.end(empty)
    above = line.below
    // A copy has no room for more than is in it.
    return line.cells.slice()
  })
  return laidOut.map((line) => (line.length > width ? line.slice(0, width) : line))
}

/** One row: cells that come down from the rows above it, by column, and its own in the room between them. */
function createLine<Content>(above: readonly Carried<Content>[], mayRepeat: (content: Content) => boolean) {
  const cells: Content[] = []
  const below: Carried<Content>[] = []

  function put(content: Content, rowsLeft: number): void {
    if (rowsLeft > 0) below[cells.length] = { content, rows: rowsLeft }
    cells.push(content)
  }

  function carryOn(): boolean {
    const from = above[cells.length]
    if (from === undefined || !mayRepeat(from.content)) return false
    put(from.content, from.rows - 1)
    return true
  }

  return {
    cells,
    below,
    carryOn,
    add({ content, columns, rows }: SpanningCell<Content>): void {
      put(content, rows - 1)
      for (let column = 1; column < columns; column++) {
        if (above[cells.length] !== undefined || !mayRepeat(content)) return
        put(content, rows - 1)
      }
    },
    end(empty: Content): void {
      while (cells.length < above.length) {
        if (carryOn()) continue
        if (!mayRepeat(empty)) return
        cells.push(empty)
      }
    },
  }
}
