import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Everything that the given source files export, built as the package is. */
export async function sources(/** @type {string[]} */ files) {
  const folder = await mkdtemp(join(tmpdir(), 'textmill-quality-'))
  const entry = '\0entry'
  const build = await rolldown({
    cwd: root,
    platform: 'node',
    input: entry,
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) =>
          id === entry
            ? files.map((file) => `export * from ${JSON.stringify(join(root, file))}`).join('\n')
            : undefined,
      },
    ],
    transform: { target: 'node20.19' },
  })
  const { output } = await build.write({
    dir: folder,
    format: 'esm',
    entryFileNames: 'sources.mjs',
    codeSplitting: false,
  })
  await build.close()
  const exported = await import(pathToFileURL(join(folder, output[0].fileName)).href)
  await rm(folder, { recursive: true })
  return exported
}
