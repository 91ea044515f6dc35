import { getNodePath, type Node } from 'jsonc-parser'
import { ConfigError, InputError } from '../errors.ts'
import { parsedConfig } from './parsedConfig.ts'
import { keyText, located, type Place } from './problem.ts'
import { rows } from './rows.ts'
import type { Settings } from './settings.ts'

/**
 * What a run found wrong with its configuration, with the places in the file where that says so, and the error itself where it has
 * none there. `over` are the settings from elsewhere that count more than the file's.
 */
export async function locatedError(
  error: ConfigError | InputError,
  file: string,
  over: readonly Settings[],
): Promise<Error> {
  const { root, placeOf } = await parsedConfig(file)
  const placeOfKey = (key: string): Place | undefined => {
    const node = nodeOf(root, key)
    return node === undefined || isOverruled(node, over) ? undefined : placeOf(node.offset)
  }
  if (error instanceof InputError) {
    const place = error.key === undefined ? undefined : placeOfKey(error.key)
    if (place === undefined) return error
    return new InputError(located({ key: '', message: error.message }, place).message, { cause: error })
  }
  const problems = error.problems.map((problem) => {
    const place = problem.file === undefined ? placeOfKey(problem.key) : undefined
    return place === undefined ? problem : located(problem, place)
  })
  const isSame = problems.every((problem, index) => problem === error.problems[index])
  return isSame ? error : new ConfigError(problems.map(({ message }) => message).join('\n'), problems)
}

/** The value of a key, written as problems name it. */
function nodeOf(node: Node, key: string): Node | undefined {
  const { type, children = [] } = node
  if (type !== 'property' && keyText(getNodePath(node)) === key) return node
  // A property begins with its name.
  for (const child of type === 'property' ? children.slice(1) : children) {
    const found = nodeOf(child, key)
    if (found !== undefined) return found
  }
  return undefined
}

function isOverruled(node: Node, over: readonly Settings[]): boolean {
  const path = getNodePath(node)
  const row = rows.find((row) => row.path.every((name, depth) => path[depth] === name))
  return row !== undefined && over.some((settings) => settings.has(row.key))
}
