import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * @typedef {object} Workplace
 * @property {string} folder
 * @property {string} command the command of the build that is measured
 * @property {string} library its library
 * @property {string} parts its inner parts: `analysePage` and `createThreadPool`
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
  return {
    folder,
    command: join(dist, 'command.js'),
    library: join(dist, 'index.js'),
    parts: join(parts, 'parts.js'),
  }
}

async function bundleParts(/** @type {string} */ folder, /** @type {string} */ target) {
  const entry = join(folder, 'parts-entry.js')
  const source = (/** @type {string} */ file) => JSON.stringify(join(root, 'src/analysis', file))
  await mkdir(target)
  await writeFile(
    entry,
    `export { analysePage } from ${source('analysePage.ts')}\nexport { createThreadPool } from ${source('threadPool.ts')}\n`,
  )
  const build = await rolldown({
    cwd: root,
    platform: 'node',
    input: { parts: entry },
    external: ['libsql', 'piscina'],
    transform: { target: 'node20.19' },
  })
  await build.write({ dir: target, format: 'esm', entryFileNames: '[name].js' })
  await build.close()
}
