import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { leanOutput } from '../../tools/leanOutput.js'
import { packModel } from '../../tools/packedModel.js'
import { packNgrams } from '../../tools/packedNgrams.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * @typedef {object} Workplace
 * @property {string} folder
 * @property {string} command the command of the build that is measured
 * @property {string} library its library
 * @property {string} parts its inner parts for the analysis: `analysePage` and `createThreadPool`, and the engine as the command sets it
 * @property {string} merging its inner parts for the merge: the store, the report, the outputs
 * @property {string} trip its inner parts from a fetched page to the files, whose threads do what `bench/programs/tripThread.js` says
 * @property {string} fetching its inner parts for fetching: the fetcher, the schedule, and what they need
 */

/**
 * Does the work in a temporary folder with a copy of the build, so that a build made meanwhile changes nothing, and a
 * bundle of the parts of it that the library does not export.
 *
 * @param {(workplace: Workplace) => Promise<void>} work
 */
export async function inWorkplace(work) {
  const folder = await mkdtemp(join(tmpdir(), 'textmill-bench-'))
  try {
    await work(await furnished(folder))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** @returns {Promise<Workplace>} */
async function furnished(/** @type {string} */ folder) {
  const dist = join(folder, 'dist')
  await cp(join(root, 'dist'), dist, { recursive: true, filter: (path) => !path.endsWith('/types') })
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  await cp(join(root, 'package.json'), join(folder, 'package.json'))
  const parts = join(folder, 'parts')
  await bundleParts(folder, parts)
  await replaceThreads(join(parts, 'trip'))
  return {
    folder,
    command: join(dist, 'command.js'),
    library: join(dist, 'index.js'),
    parts: join(parts, 'analysis.js'),
    fetching: join(parts, 'fetching.js'),
    merging: join(parts, 'merging.js'),
    trip: join(parts, 'trip', 'trip.js'),
  }
}

/** The pool finds the code of its threads by the package that its own code is in. */
async function replaceThreads(/** @type {string} */ folder) {
  const thread = join(root, 'bench', 'programs', 'tripThread.js')
  await writeFile(join(folder, 'thread.js'), `export { default } from ${JSON.stringify(thread)}\n`)
  const own = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const imports = { ...own.imports, '#analysis-worker': './thread.js' }
  await writeFile(join(folder, 'package.json'), JSON.stringify({ ...own, imports }))
}

/** What the library does not export, by bundle: the names, and the files of `src` that have them. */
const PARTS = {
  analysis: {
    analysePage: 'analysis/analysePage.ts',
    loadAnalysisTools: 'analysis/analysisTools.ts',
    resolveAnalysers: 'config/analysers.ts',
    createThreadPool: 'analysis/threadPool.ts',
    tuneEngine: 'cli/tuneEngine.ts',
  },
  fetching: {
    createFetcher: 'fetch/createFetcher.ts',
    createHostSettings: 'config/hostSettings.ts',
    createNamedHosts: 'fetch/address/namedHosts.ts',
    createSchedule: 'schedule/createSchedule.ts',
    resolveOptions: 'config/resolveOptions.ts',
    tuneEngine: 'cli/tuneEngine.ts',
  },
  merging: {
    createOutputs: 'output/createOutputs.ts',
    createStore: 'store/createStore.ts',
    mergedReport: 'merge/mergedReport.ts',
    paragraphHashes: 'analysis/features/paragraphHashes.ts',
    shingleStates: 'analysis/features/shingleStates.ts',
    sketchBands: 'analysis/features/sketchBands.ts',
    textTools: 'analysis/textTools.ts',
    tokens: 'analysis/tokens.ts',
    urlHash: 'config/urlHash.ts',
    vocabulary: 'analysis/vocabulary.ts',
  },
  'trip/trip': {
    createAnalysis: 'analysis/createAnalysis.ts',
    createExecutePage: 'executePage.ts',
    createOutputs: 'output/createOutputs.ts',
    createPageBuffer: 'schedule/pageBuffer.ts',
    createStore: 'store/createStore.ts',
    mergedReport: 'merge/mergedReport.ts',
    resolveOptions: 'config/resolveOptions.ts',
    textTools: 'analysis/textTools.ts',
    tokens: 'analysis/tokens.ts',
    urlHash: 'config/urlHash.ts',
  },
}

async function bundleParts(/** @type {string} */ folder, /** @type {string} */ target) {
  await mkdir(target)
  for (const [name, parts] of Object.entries(PARTS)) {
    const entry = join(folder, `${basename(name)}-entry.js`)
    const lines = Object.entries(parts).map(
      ([part, file]) => `export { ${part} } from ${JSON.stringify(join(root, 'src', file))}\n`,
    )
    await writeFile(entry, lines.join(''))
    const build = await rolldown({
      cwd: root,
      platform: 'node',
      input: { [basename(name)]: entry },
      external: ['libsql', 'piscina'],
      plugins: [packModel(root), packNgrams(root)],
      transform: { target: 'node20.19' },
      resolve: { mainFields: ['module', 'main'] },
    })
    await build.write({
      ...leanOutput,
      dir: dirname(join(target, name)),
      format: 'esm',
      entryFileNames: '[name].js',
    })
    await build.close()
  }
}
