type Column = Float64Array | Int32Array | Uint8Array

/** A column with a figure in each of its places. `from` goes by an iterator, which takes longer than most figures do. */
export function filled<Kind extends Column>(column: Kind, figure: (index: number) => number): Kind {
  for (let index = 0; index < column.length; index++) column[index] = figure(index)
  return column
}
