/**
 * Of 32 cells a row that is 32 MB, which the system gives as it is written to and takes back when it is let go. Memory in
 * smaller pieces would stay with the process.
 */
const chunkBits = 18
const chunkMask = (1 << chunkBits) - 1
/** Most lists have no more; making 32 MB for them has V8 collect garbage. */
const FIRST_ROWS = 4096

/** Rows of the same number of 32-bit cells. It grows without being copied, but for the first few thousand rows. */
export interface Table {
  /** The number of cells of a row; 0 while there is none. */
  width(): number
  /** The first row says how many cells all of them have. */
  push(row: Uint32Array): void
  get(row: number, cell: number): number
  set(row: number, cell: number, value: number): void
}

export function createTable(): Table {
  const chunks: Uint32Array[] = []
  let width = 0
  let length = 0
  const addRoom = (): void => {
    if (length === 0) chunks.push(new Uint32Array(width * FIRST_ROWS))
    else if (length === FIRST_ROWS) chunks[0] = wholeChunk(chunks[0])
    else if ((length & chunkMask) === 0) chunks.push(wholeChunk())
  }
  const wholeChunk = (begun: Uint32Array = new Uint32Array()): Uint32Array => {
    const whole = new Uint32Array(width << chunkBits)
    whole.set(begun)
    return whole
  }
  return {
    width: () => width,
    push(row) {
      if (length === 0) width = row.length
      addRoom()
      chunks.at(-1)?.set(row, (length & chunkMask) * width)
      length++
    },
    get: (row, cell) => chunks[row >>> chunkBits]?.[(row & chunkMask) * width + cell] ?? 0,
    set(row, cell, value) {
      const chunk = chunks[row >>> chunkBits]
      if (chunk !== undefined) chunk[(row & chunkMask) * width + cell] = value
    },
  }
}
