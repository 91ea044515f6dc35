import type { DiffLine, TextDiff, TextHunk } from '../types.ts'
import { changedLines } from './changedLines.ts'
import { type ListChange, listChanges } from './listChanges.ts'
import { createWordMarker, type WordMarker } from './wordMarks.ts'

/** Nobody reads more changed lines than these one by one. */
const MAX_EDITS = 1000

/** How one list of lines becomes another: what has changed, with up to `context` lines before and behind it that both have. */
export function textDiff(before: readonly string[], after: readonly string[], context: number): TextDiff {
  const changes = listChanges(before, after, MAX_EDITS)
  const texts = { before, after, context, marksOf: createWordMarker() }
  return {
    removed: changes.reduce((sum, { removed }) => sum + removed, 0),
    added: changes.reduce((sum, { added }) => sum + added, 0),
    hunks: neighbours(changes, context).map((group) => hunkOf(group, texts)),
  }
}

/** Changes whose lines around them meet stand together. */
function neighbours(changes: readonly ListChange[], context: number): ListChange[][] {
  const groups: ListChange[][] = []
  for (const change of changes) {
    const last = groups.at(-1)?.at(-1)
    const isNear = last !== undefined && change.before - endOf(last) <= 2 * context
    if (isNear) groups.at(-1)?.push(change)
    else groups.push([change])
  }
  return groups
}

const endOf = ({ before, removed }: ListChange): number => before + removed

interface Texts {
  readonly before: readonly string[]
  readonly after: readonly string[]
  readonly context: number
  readonly marksOf: WordMarker
}

function hunkOf(changes: readonly ListChange[], { before, after, context, marksOf }: Texts): TextHunk {
  const [first] = changes
  const lead = Math.min(context, first?.before ?? 0)
  const start = { before: (first?.before ?? 0) - lead, after: (first?.after ?? 0) - lead }
  const lines: DiffLine[] = []
  let at = start.before
  for (const change of changes) {
    lines.push(...before.slice(at, change.before).map(sameLine))
    at = endOf(change)
    const added = after.slice(change.after, change.after + change.added)
    for (const line of changedLines(before.slice(change.before, at), added, marksOf)) lines.push(line)
  }
  lines.push(...before.slice(at, at + context).map(sameLine))
  return { before: start.before + 1, after: start.after + 1, lines }
}

const sameLine = (text: string): DiffLine => ({ kind: 'same', text })
