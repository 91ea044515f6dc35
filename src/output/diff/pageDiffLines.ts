import type { DiffLine, FieldDiff, JsonValue, PageDiff, TextDiff } from '../../types.ts'
import type { DiffStyle } from './diffStyle.ts'
import { beginning, linePieces } from './linePieces.ts'
import { outcomeText } from './outcomeText.ts'

/** How texts of pages become lines. */
export interface LineOptions {
  readonly style: DiffStyle
  /** Takes away what a terminal would act on. */
  readonly printable: (text: string) => string
}

const VALUE_CHARS = 300
const MAX_MEMBERS = 20
const MAX_LINES = 200
/** Of those that came, or went, at one place. */
const MAX_GROUP_LINES = 40

/** What a page was and is, where it is not ok in both runs. */
export function outcomeLines({ before, after }: PageDiff, { printable }: LineOptions): string[] {
  if (before?.status === 'ok' && after?.status === 'ok') return []
  return [
    ...(before === null ? [] : [`before: ${printable(outcomeText(before))}`]),
    ...(after === null ? [] : [`now: ${printable(outcomeText(after))}`]),
  ]
}

/** A value that has changed, in one line; a list, in a line for each member that came or went. */
export function fieldLines(field: FieldDiff, { style, printable }: LineOptions): string[] {
  const path = printable(field.path)
  const shown = (value: JsonValue | undefined): string => printable(valueText(value))
  if ('removed' in field) {
    return [
      `${path}:`,
      ...memberLines(field.removed, (value) => style.removed(`- ${shown(value)}`)),
      ...memberLines(field.added, (value) => style.added(`+ ${shown(value)}`)),
    ]
  }
  const { before, after } = field
  if (Array.isArray(before) && Array.isArray(after)) return [`${path}: in another order`]
  return [`${path}: ${style.removed(shown(before))} → ${style.added(shown(after))}`]
}

function memberLines(members: readonly JsonValue[], line: (value: JsonValue) => string): string[] {
  const more = members.length - MAX_MEMBERS
  return [
    ...members.slice(0, MAX_MEMBERS).map((value) => `  ${line(value)}`),
    ...(more > 0 ? [`  … and ${number(more)} more`] : []),
  ]
}

/** JSON, but a link as one would write it down. */
function valueText(value: JsonValue | undefined): string {
  if (value === undefined) return '(nothing)'
  if (typeof value === 'object' && value !== null && 'url' in value && 'text' in value) {
    return beginning(`${value.url} ${JSON.stringify(value.text)}`, VALUE_CHARS)
  }
  return beginning(JSON.stringify(value), VALUE_CHARS)
}

/** A text, hunk by hunk; of many lines that came or went the first ones. */
export function textLines({ hunks, removed, added }: TextDiff, options: LineOptions): string[] {
  const { aside } = options.style
  const lines: string[] = []
  let shown = 0
  for (const hunk of hunks) {
    if (shown >= MAX_LINES) break
    lines.push(aside(`@@ line ${hunk.after} @@`))
    for (const group of groupsByKind(hunk.lines)) {
      if (shown >= MAX_LINES) break
      const isSame = group[0]?.kind === 'same'
      const first = isSame ? group : group.slice(0, MAX_GROUP_LINES)
      lines.push(...first.map((line) => lineText(line, options)))
      if (first.length < group.length)
        lines.push(aside(`  … and ${number(group.length - first.length)} more`))
      if (!isSame) shown += group.length
    }
  }
  const more = removed + added - shown
  return more > 0 ? [...lines, aside(`… and ${number(more)} more changed lines`)] : lines
}

function groupsByKind(lines: readonly DiffLine[]): DiffLine[][] {
  const groups: DiffLine[][] = []
  for (const line of lines) {
    const last = groups.at(-1)
    if (last?.[0]?.kind === line.kind) last.push(line)
    else groups.push([line])
  }
  return groups
}

const number = (count: number): string => count.toLocaleString('en')

function lineText(line: DiffLine, { style, printable }: LineOptions): string {
  const pieces = linePieces(line).map(({ text, isMarked }) => ({ text: printable(text), isMarked }))
  const joined = (mark: (text: string) => string): string =>
    pieces.map(({ text, isMarked }) => (isMarked ? mark(text) : text)).join('')
  switch (line.kind) {
    case 'same':
      return `  ${joined((text) => text)}`
    case 'removed':
      return style.removed(`- ${joined(style.removedWords)}`)
    case 'added':
      return style.added(`+ ${joined(style.addedWords)}`)
  }
}

/** How many lines of a text came and went. */
export function textCounts({ removed, added }: TextDiff): string {
  const lines = (count: number): string => `${number(count)} ${count === 1 ? 'line' : 'lines'}`
  return `${lines(removed)} removed, ${lines(added)} added`
}
