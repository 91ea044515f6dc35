import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const SRC = fileURLToPath(new URL('../src', import.meta.url))
const STAGES = ['source', 'store', 'schedule', 'fetch', 'analysis', 'merge', 'output']

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))

/** Every file with the files it imports, type imports and dynamic imports included. */
const imports = new Map(files.map((file) => [file, importsOf(file)]))

function importsOf(file: string): string[] {
  const text = readFileSync(join(SRC, file), 'utf8')
  const specifiers = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']+)'/g)].map(
    ([, specifier]) => specifier ?? '',
  )
  return specifiers.map((specifier) => relative(SRC, join(SRC, dirname(file), specifier)))
}

const isData = (target: string): boolean => target.endsWith('.json') && existsSync(join(SRC, target))

const folderOf = (file: string): string => (file.includes('/') ? (file.split('/')[0] ?? '') : '.')

/** Imports from one folder into another that the house does not allow. */
function breaches(from: (file: string) => boolean, mayImport: (target: string) => boolean): string[] {
  return files
    .filter(from)
    .flatMap((file) =>
      (imports.get(file) ?? []).filter((target) => !mayImport(target)).map((target) => `${file} → ${target}`),
    )
}

const inFolder = (folders: readonly string[]) => (file: string) => folders.includes(folderOf(file))
const WORDS = ['types.ts', 'errors.ts']

describe('the layers of the house', () => {
  test('there is something to look at', () => {
    expect(files.length).toBeGreaterThan(50)
    expect([...imports.values()].flat().length).toBeGreaterThan(100)
  })

  test('types import nothing, errors only types', () => {
    expect(imports.get('types.ts')).toEqual([])
    expect(
      breaches(
        (file) => file === 'errors.ts',
        (target) => target === 'types.ts',
      ),
    ).toEqual([])
  })

  test('config imports only itself, types and errors', () => {
    const allowed = (target: string) => folderOf(target) === 'config' || WORDS.includes(target)
    expect(breaches(inFolder(['config']), allowed)).toEqual([])
  })

  test.each(STAGES)('the stage %s imports no other stage', (stage) => {
    const allowed = (target: string) => [stage, 'config'].includes(folderOf(target)) || WORDS.includes(target)
    expect(breaches(inFolder([stage]), allowed)).toEqual([])
  })

  test('forecasts import only themselves, config, types and errors', () => {
    const allowed = (target: string) =>
      ['forecast', 'config'].includes(folderOf(target)) || WORDS.includes(target)
    expect(breaches(inFolder(['forecast']), allowed)).toEqual([])
  })

  test('only what composes a run knows the stages', () => {
    const composers = [
      'scrape.ts',
      'network.ts',
      'archive.ts',
      'pageOrigin.ts',
      'executePage.ts',
      'runInfo.ts',
      'runControl.ts',
      'analyseFiles.ts',
      'mergeStates.ts',
      'diffRuns.ts',
      'openRun.ts',
      'explainPage.ts',
      'stateStatus.ts',
      'ownAnalysisKey.ts',
      'planRun.ts',
      'checkRoom.ts',
      'checkStart.ts',
      'stateUpkeep.ts',
    ]
    const outside = (file: string) =>
      !inFolder([...STAGES, 'config', 'plan'])(file) && !composers.includes(file)
    expect(breaches(outside, (target) => !STAGES.includes(folderOf(target)))).toEqual([])
  })

  test('nothing below the command line knows the command line', () => {
    expect(
      breaches(
        (file) => folderOf(file) !== 'cli',
        (target) => folderOf(target) !== 'cli',
      ),
    ).toEqual([])
  })

  test('there are no circles', () => {
    expect(circle()).toBeUndefined()
  })

  test('every import leads to a file', () => {
    expect(
      breaches(
        () => true,
        (target) => files.includes(target) || isData(target),
      ),
    ).toEqual([])
  })
})

function circle(): string[] | undefined {
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (done.has(file)) return undefined
    for (const target of imports.get(file) ?? []) {
      const found = visit(target, [...path, file])
      if (found !== undefined) return found
    }
    done.add(file)
    return undefined
  }
  return files.map((file) => visit(file, [])).find((found) => found !== undefined)
}
