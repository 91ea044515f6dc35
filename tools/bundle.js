import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { chmod, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { rolldown } from 'rolldown'
import { leanOutput } from './leanOutput.js'
import { leanPackages } from './leanPackages.js'
import { packModel } from './packedModel.js'
import { packNgrams } from './packedNgrams.js'
import { entries, sharedParts } from './sharedParts.js'

/** Bundles every entry into `dist/`. Native code and the pool's own worker file stay packages of their own. */
export async function bundle(/** @type {string} */ root) {
  const build = await rolldown({
    cwd: root,
    platform: 'node',
    input: entries,
    external: ['piscina'],
    preserveEntrySignatures: 'allow-extension',
    plugins: [packModel(root), packNgrams(root), leanPackages(root)],
    // jsonc-parser's CommonJS build looks for its parts at run time.
    resolve: { mainFields: ['module', 'main'] },
    transform: { target: 'node20.19' },
  })
  const { output } = await build.write({
    ...leanOutput,
    dir: join(root, 'dist'),
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunk-[name].js',
    codeSplitting: { groups: [sharedParts(root)] },
  })
  await build.close()
  await chmod(join(root, 'dist/command.js'), 0o755)
  const modules = output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []))
  await writeFile(join(root, 'dist/THIRD-PARTY-LICENSES'), licences(modules))
}

/** The licence of every package that a module was bundled from. */
function licences(/** @type {string[]} */ moduleIds) {
  const folders = new Set(moduleIds.flatMap((id) => packageFolder(id) ?? []))
  return [...folders]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
      const files = readdirSync(folder)
      const terms = [/^licen[cs]e/i, /^notice/i].flatMap(
        (kind) => files.find((file) => kind.test(file)) ?? [],
      )
      const texts = terms.map((file) => readFileSync(join(folder, file), 'utf8').trim())
      return `${name} ${version}\n\n${texts.join('\n\n') || `Licence: ${license}`}\n`
    })
    .join(`\n${'-'.repeat(80)}\n\n`)
}

/** @returns {string | undefined} */
function packageFolder(/** @type {string} */ moduleId) {
  if (!moduleId.includes('node_modules')) return undefined
  let folder = dirname(moduleId)
  while (!existsSync(join(folder, 'package.json')) || !named(join(folder, 'package.json')))
    folder = dirname(folder)
  return folder
}

const named = (/** @type {string} */ file) => JSON.parse(readFileSync(file, 'utf8')).name !== undefined
