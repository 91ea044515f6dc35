import { join } from 'node:path'

/** The files of `dist/` that others name, each with the module that it is made from. */
export const entries = {
  command: 'src/cli/command.ts',
  worker: 'src/analysis/worker.ts',
  index: 'src/index.ts',
}
/** With them, what every run loads. Whatever else is loaded where it is wanted has files of its own. */
const roots = {
  ...entries,
  main: 'src/cli/main.ts',
  scrape: 'src/scrape.ts',
  inline: 'src/analysis/createInlineAnalysis.ts',
}

/**
 * Puts what the same of them need into one file, for each file that is read costs a start as much as compiling 20 KB. What is in a file needs only
 * what at least the same of them need, so that no files need each other.
 *
 * @returns {import('rolldown').CodeSplittingGroup}
 */
export function sharedParts(/** @type {string} */ root) {
  /** @type {Map<string, string[]> | undefined} */
  let wantedBy
  return {
    debugName: 'shared parts',
    name(id, graph) {
      wantedBy ??= reachedFrom(root, graph)
      const name = wantedBy.get(id)?.join('-')
      // What one entry alone needs is in its own file.
      return name === undefined || name in entries ? null : name
    },
    includeDependenciesRecursively: false,
  }
}

/** Of each module, who needs it. */
function reachedFrom(
  /** @type {string} */ root,
  /** @type {Pick<import('rolldown').ChunkingContext, 'getModuleInfo'>} */ graph,
) {
  /** @type {Map<string, string[]>} */
  const wantedBy = new Map()
  for (const [name, file] of Object.entries(roots)) {
    const first = join(root, file)
    if (graph.getModuleInfo(first) === null) throw new Error(`${file} is no part of the bundles`)
    const reached = new Set([first])
    for (const module of reached) {
      for (const imported of graph.getModuleInfo(module)?.importedIds ?? []) reached.add(imported)
    }
    for (const module of reached) wantedBy.set(module, [...(wantedBy.get(module) ?? []), name])
  }
  return wantedBy
}
