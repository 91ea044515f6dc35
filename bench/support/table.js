import { median } from './statistics.js'

/**
 * @typedef {object} Goal
 * @property {number} [atMost]
 * @property {number} [atLeast]
 * @property {number} [exactly] of every run, not only of the middle one
 *
 * @typedef {object} Row One figure, as often as it was measured.
 * @property {string} what
 * @property {string} unit
 * @property {readonly number[]} values one for each round; empty when it could not be measured
 * @property {Goal} [goal] for the median
 */

/** Whether the goal is reached; undefined without a goal. */
export function isMet(/** @type {Row} */ { goal, values }) {
  if (goal === undefined) return undefined
  const { atMost = Infinity, atLeast = -Infinity, exactly } = goal
  const middle = median(values)
  return (
    middle <= atMost && middle >= atLeast && (exactly === undefined || values.every((v) => v === exactly))
  )
}

/** The rows as lines of text: the median, the range, and what was to be reached. */
export function tableLines(/** @type {readonly Row[]} */ rows) {
  const cells = [
    ['', 'median', 'range', 'unit', 'goal', ''],
    ...rows.map((row) => [
      row.what,
      numberText(median(row.values)),
      row.values.length === 0
        ? ''
        : `${numberText(Math.min(...row.values))} – ${numberText(Math.max(...row.values))}`,
      row.unit,
      goalText(row.goal),
      { true: 'reached', false: 'MISSED', undefined: '' }[String(isMet(row))] ?? '',
    ]),
  ]
  const widths =
    cells[0]?.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0))) ?? []
  const isNumber = (/** @type {number} */ column) => column === 1 || column === 2
  return cells.map((line) =>
    line
      .map((cell, column) =>
        isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  )
}

function goalText(/** @type {Goal | undefined} */ { atMost, atLeast, exactly } = {}) {
  if (exactly !== undefined) return `= ${exactly}`
  if (atMost !== undefined) return `≤ ${atMost}`
  return atLeast === undefined ? '' : `≥ ${atLeast}`
}

function numberText(/** @type {number} */ value) {
  if (Number.isNaN(value)) return 'none'
  const digits = Number.isInteger(value) || Math.abs(value) >= 1000 ? 0 : Math.abs(value) >= 100 ? 1 : 2
  return value.toFixed(digits)
}
