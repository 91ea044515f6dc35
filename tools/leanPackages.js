import { join } from 'node:path'

/**
 * What stands for a package in the bundles, by its name: of undici what fetching uses, for its index loads all that it can do; libsql without
 * a look at which names its CommonJS exports, which Node takes where such a file is imported; string-width, with which yargs lays out its help,
 * without emoji, of which that has none: V8 needs 26 ms to read the pattern of all of them, which nobody asks for.
 */
const lean = {
  undici: `
    export { default as buildConnector } from 'undici/lib/core/connect.js'
    export { default as Agent } from 'undici/lib/dispatcher/agent.js'
    export { default as Pool } from 'undici/lib/dispatcher/pool.js'`,
  libsql: `
    import { createRequire } from 'node:module'
    export default createRequire(import.meta.url)('libsql')`,
  'string-width': `
    import { stripVTControlCharacters } from 'node:util'
    export default (text) => stripVTControlCharacters(text).length`,
}

/** Others, which are loaded where they are wanted, have the whole of undici. */
const FETCHING = /[/\\]src[/\\]fetch[/\\]/

const names = Object.keys(lean).join('|')

/**
 * Loads less of some packages than their indexes do, which every run would wait for.
 *
 * @returns {import('rolldown').Plugin}
 */
export function leanPackages(/** @type {string} */ root) {
  const fileOf = (/** @type {string} */ name) => join(root, 'tools', `${name}.js`)
  const sources = new Map(Object.entries(lean).map(([name, source]) => [fileOf(name), source]))
  return {
    name: 'lean-packages',
    resolveId: {
      filter: { id: new RegExp(`^(${names})$`) },
      handler: (id, importer = '') => (id === 'undici' && !FETCHING.test(importer) ? null : fileOf(id)),
    },
    load: {
      filter: { id: new RegExp(`tools[/\\\\](${names})\\.js$`) },
      handler: (id) => sources.get(id) ?? null,
    },
  }
}
