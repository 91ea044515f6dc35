import { readFile } from 'node:fs/promises'
import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import { ConfigError } from '../errors.ts'
import { located, type Place } from './problem.ts'
import { readFailure } from './readFailure.ts'
import { refuse } from './settings.ts'

/** A configuration file as it is written. */
export interface ParsedConfig {
  readonly root: Node
  /** Where in the file an offset of its text lies. */
  readonly placeOf: (offset: number) => Place
}

/** Reads a file as JSON with comments and trailing commas. Throws a `ConfigError` for one that cannot be read, or is none. */
export async function parsedConfig(file: string): Promise<ParsedConfig> {
  const text = (await readText(file)).replace(/^\uFEFF/, '')
  const placeOf = (offset: number): Place => ({ file, ...positionAt(text, offset) })
  return { root: parsedTree(text, placeOf), placeOf }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new ConfigError(`${path}: ${readFailure(error)}`)
  }
}

function parsedTree(text: string, placeOf: (offset: number) => Place): Node {
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { allowTrailingComma: true })
  // Only the first: the ones after it mostly follow from it.
  const problems = errors.slice(0, 1).map(({ error, offset }) => {
    const reason = printParseErrorCode(error).replace(/\B[A-Z]/g, (letter) => ` ${letter}`)
    return located({ key: '', message: `not valid JSON: ${reason.toLowerCase()}` }, placeOf(offset))
  })
  refuse(problems)
  if (root === undefined) throw new ConfigError(`${placeOf(0).file}: holds nothing`)
  return root
}

function positionAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/)
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
