import { diffArrays } from 'diff'
import { anchors } from './anchors.ts'

/** A place where so many members of one list stand in another for so many of its own. */
export interface ListChange {
  /** Where it is in each of the lists, from 0. */
  readonly before: number
  readonly after: number
  readonly removed: number
  readonly added: number
}

/**
 * What makes one list into the other, in order, with members that both have between any two changes: the fewest members taken out and put in
 * (Myers, 1986). The time to find them grows with the square of their number. Of lists that differ in more than
 * `maxEdits` the changes are found between the members that stand once in both; these changes may not be the smallest.
 */
export function listChanges(
  before: readonly string[],
  after: readonly string[],
  maxEdits: number,
): ListChange[] {
  return changesBetween(before, after, maxEdits, anchoredChanges)
}

/** Between anchors, where there may be as many places to look at as members. */
const MAX_EDITS_BETWEEN = 50

type Otherwise = (before: readonly string[], after: readonly string[]) => ListChange[]

function changesBetween(
  before: readonly string[],
  after: readonly string[],
  maxEdits: number,
  otherwise: Otherwise,
): ListChange[] {
  const start = equalAtStart(before, after)
  const end = equalAtEnd(before, after, start)
  const removed = before.slice(start, before.length - end)
  const added = after.slice(start, after.length - end)
  const isOneSided = removed.length === 0 || added.length === 0
  const found = isOneSided
    ? wholeChange(removed, added)
    : (fewestChanges(removed, added, maxEdits) ?? otherwise(removed, added))
  return found.map((change) => moved(change, start, start))
}

function wholeChange(
  { length: removed }: readonly string[],
  { length: added }: readonly string[],
): ListChange[] {
  return removed + added === 0 ? [] : [{ before: 0, after: 0, removed, added }]
}

function fewestChanges(before: string[], after: string[], maxEdits: number): ListChange[] | undefined {
  const parts = diffArrays(before, after, { maxEditLength: maxEdits })
  if (parts === undefined) return undefined
  const found: ListChange[] = []
  let change = { before: 0, after: 0, removed: 0, added: 0 }
  const close = (same: number): void => {
    if (change.removed + change.added > 0) found.push(change)
    const [left, right] = [change.before + change.removed + same, change.after + change.added + same]
    change = { before: left, after: right, removed: 0, added: 0 }
  }
  for (const { removed, added, count } of parts) {
    if (removed) change.removed += count
    else if (added) change.added += count
    else close(count)
  }
  close(0)
  return found
}

function anchoredChanges(before: readonly string[], after: readonly string[]): ListChange[] {
  const end = { before: before.length, after: after.length }
  let [left, right] = [0, 0]
  return [...anchors(before, after), end].flatMap((anchor) => {
    const [from, to] = [before.slice(left, anchor.before), after.slice(right, anchor.after)]
    const found = changesBetween(from, to, MAX_EDITS_BETWEEN, wholeChange)
    const [lastLeft, lastRight] = [left, right]
    left = anchor.before + 1
    right = anchor.after + 1
    return found.map((change) => moved(change, lastLeft, lastRight))
  })
}

function moved(change: ListChange, before: number, after: number): ListChange {
  return { ...change, before: change.before + before, after: change.after + after }
}

function equalAtStart(one: readonly string[], other: readonly string[]): number {
  const most = Math.min(one.length, other.length)
  let count = 0
  while (count < most && one[count] === other[count]) count += 1
  return count
}

function equalAtEnd(one: readonly string[], other: readonly string[], start: number): number {
  const most = Math.min(one.length, other.length) - start
  let count = 0
  while (count < most && one[one.length - 1 - count] === other[other.length - 1 - count]) count += 1
  return count
}
