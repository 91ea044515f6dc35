import type { Entities } from '../../types.ts'

/** A word as compromise reads it: white space and punctuation before and after it stand apart. */
export interface TaggedWord {
  readonly pre: string
  readonly text: string
  readonly post: string
  readonly tags?: ReadonlySet<string>
}

export type EntityKind = keyof Entities

export interface NameRun {
  readonly kind: EntityKind
  /** Without titles such as `Dr.`. */
  readonly words: readonly string[]
  /** As it stands in the text, with single spaces; with its title only where that stands before a single word. */
  readonly name: string
}

const kinds: readonly (readonly [tag: string, kind: EntityKind])[] = [
  ['Person', 'people'],
  ['Organization', 'organisations'],
  ['Place', 'places'],
]
/** What may stand between two words of one name. */
const inside = /^(?:\.?\s+|\.|-)?$/
const initial = /^\p{Lu}$/u
const possessive = /['’]s?$/
const startsAsName = /^[\p{Lu}\p{Lt}\d]/u
const edges = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}.]+$/gu

/**
 * The names in a sentence: words side by side that were tagged as the same kind, without punctuation between, the
 * first and the last with a capital letter. A possessive ends a name and is left off.
 */
export function nameRuns(sentence: readonly TaggedWord[]): NameRun[] {
  const words = sentence.filter((word) => word.text !== '')
  const runs: NameRun[] = []
  let at = 0
  while (at < words.length) {
    const kind = kindAt(words, at)
    const end = kind === null ? at + 1 : runEnd(words, at, kind)
    const run = kind === null ? null : nameRun(words.slice(at, end), kind)
    if (run !== null) runs.push(run)
    at = end
  }
  return runs
}

/** An initial, or two, belong to the person whose name follows. */
function kindAt(words: readonly TaggedWord[], at: number): EntityKind | null {
  const own = tagged(words[at])
  if (own !== null || !isInitial(words[at])) return own
  const next = isInitial(words[at + 1]) && tagged(words[at + 1]) === null ? at + 2 : at + 1
  return tagged(words[next]) === 'people' ? 'people' : null
}

function tagged(word: TaggedWord | undefined): EntityKind | null {
  return kinds.find(([tag]) => word?.tags?.has(tag))?.[1] ?? null
}

function isInitial(word: TaggedWord | undefined): boolean {
  return word !== undefined && initial.test(word.text) && word.post.startsWith('.') && inside.test(word.post)
}

function runEnd(words: readonly TaggedWord[], start: number, kind: EntityKind): number {
  let end = start + 1
  while (end < words.length && joined(words[end - 1], words[end]) && kindAt(words, end) === kind) end++
  return end
}

function joined(word: TaggedWord | undefined, next: TaggedWord | undefined): boolean {
  if (word === undefined || next === undefined) return false
  return inside.test(word.post) && next.pre === '' && !possessive.test(word.text)
}

function nameRun(run: readonly TaggedWord[], kind: EntityKind): NameRun | null {
  const untitled = kind === 'people' ? run.filter(({ tags }) => tags?.has('Honorific') !== true) : run
  const words = untitled.map(bare)
  if (!startsAsName.test(words[0] ?? '') || !startsAsName.test(words.at(-1) ?? '')) return null
  return { kind, words, name: written(words.length === 1 ? run : untitled) }
}

function bare({ text }: TaggedWord): string {
  return text === '&' ? text : text.replace(edges, '').replace(possessive, '')
}

function written(run: readonly TaggedWord[]): string {
  const last = run.length - 1
  return run.map((word, i) => bare(word) + (i === last ? '' : word.post.replace(/\s+/g, ' '))).join('')
}
