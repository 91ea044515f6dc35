const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/

/** One column: its width in terminal cells, and the side its text keeps to. */
export interface Column {
  readonly cells: number
  readonly align?: 'right'
}

/** One line of a table: every value cut or padded to its column, two spaces between, none at the end. */
export function tableLine(columns: readonly Column[], values: readonly string[]): string {
  return columns
    .map(({ cells, align }, at) => {
      const text = clipped(values[at] ?? '', cells)
      const padding = ' '.repeat(cells - cellsOf(text))
      return align === 'right' ? padding + text : text + padding
    })
    .join('  ')
    .trimEnd()
}

function clipped(text: string, cells: number): string {
  if (cellsOf(text) <= cells) return text
  let kept = ''
  let used = 1
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    used += cellsOf(segment)
    if (used > cells) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

/** The width of a text on a terminal. Chinese, Japanese and Korean characters take two cells. */
export function cellsOf(text: string): number {
  let cells = 0
  for (const { segment } of new Intl.Segmenter().segment(text)) cells += WIDE.test(segment) ? 2 : 1
  return cells
}
