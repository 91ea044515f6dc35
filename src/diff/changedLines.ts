import type { DiffLine } from '../types.ts'
import type { Marks, WordMarker } from './wordMarks.ts'

/** How far a line may have moved down among those that were put in with it. */
const MAX_MOVE = 4

/** Lines that were taken out, then those that stand in their place, with marks where one line has become another. */
export function changedLines(
  removed: readonly string[],
  added: readonly string[],
  wordMarksOf: WordMarker,
): DiffLine[] {
  const marks = marksOf(removed, added, wordMarksOf)
  return [
    ...removed.map((text, place) => line('removed', text, marks.removed.get(place))),
    ...added.map((text, place) => line('added', text, marks.added.get(place))),
  ]
}

function line(kind: DiffLine['kind'], text: string, marks: Marks | undefined): DiffLine {
  return marks === undefined ? { kind, text } : { kind, text, marks }
}

/** By the place of the line. */
interface PlacedMarks {
  readonly removed: ReadonlyMap<number, Marks>
  readonly added: ReadonlyMap<number, Marks>
}

/** A line that was taken out has become the next one, or one of the next few, that has enough in common with it. */
function marksOf(removed: readonly string[], added: readonly string[], wordMarksOf: WordMarker): PlacedMarks {
  const marks = { removed: new Map<number, Marks>(), added: new Map<number, Marks>() }
  let next = 0
  for (const [place, text] of removed.entries()) {
    for (const [offset, other] of added.slice(next, next + MAX_MOVE).entries()) {
      const found = wordMarksOf(text, other)
      if (found === undefined) continue
      marks.removed.set(place, found.removed)
      marks.added.set(next + offset, found.added)
      next += offset + 1
      break
    }
  }
  return marks
}
