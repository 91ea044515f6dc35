import { nearest } from './nearest.ts'
import { type RowNames, rowNames } from './rowNames.ts'

/**
 * Why a dotted path (`analysis.title`) can name nothing in any row, and the path that was most likely meant; undefined where it can
 * name something. What depends on the page or on the input is anybody's guess.
 */
export function fieldProblem(path: string): string | undefined {
  const names = path.split('.')
  if (names.includes('')) return 'a name between its dots is empty'
  const wrong = wrongName(names)
  if (wrong === undefined) return undefined
  const parent = names.slice(0, wrong.depth).join('.') || 'a row'
  const meant = meantPath(names)
  const hint = meant === undefined ? whatThereIs(wrong) : `; did you mean ${meant}?`
  return `${parent} has no ${JSON.stringify(names[wrong.depth])}${hint}`
}

function whatThereIs({ known }: WrongName): string {
  const names = Object.keys(known)
  return names.length === 0 ? ': it is a plain value' : `, but ${names.join(', ')}`
}

interface WrongName {
  readonly depth: number
  /** The names that may stand there, none after a plain value. */
  readonly known: RowNames
}

/** The first name of a path that cannot stand where it stands. */
function wrongName(names: readonly string[]): WrongName | undefined {
  let known: RowNames | null = rowNames
  for (const [depth, name] of names.entries()) {
    if (known === null) return undefined
    if (!Object.hasOwn(known, name)) return { depth, known }
    known = known[name] ?? null
  }
  return undefined
}

/** The path with a name that looks alike in place of each wrong one, or with what was left out before its first. */
function meantPath(names: readonly string[]): string | undefined {
  const corrected = [...names]
  for (let wrong = wrongName(names); wrong !== undefined; wrong = wrongName(corrected)) {
    const { depth, known } = wrong
    const name = nearest(names[depth] ?? '', Object.keys(known))
    if (name === undefined) return withParent(names)
    corrected[depth] = name
  }
  return corrected.join('.')
}

/** `title` is that of the analysis. */
function withParent(names: readonly string[]): string | undefined {
  const [first = ''] = names
  const parents = Object.keys(rowNames).filter((key) => Object.hasOwn(rowNames[key] ?? {}, first))
  const parent = parents.find((key) => wrongName([key, ...names]) === undefined)
  return parent === undefined ? undefined : [parent, ...names].join('.')
}
