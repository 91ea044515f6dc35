import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { packedArrays } from './packedArrays.js'

const MODEL = /[/\\]src[/\\]analysis[/\\]mainText[/\\]model\.ts$/

/** The model of the main text, as `src/analysis/mainText/unpackedModel.ts` reads it. */
export function packedModel(
  /** @type {import('../src/analysis/mainText/model.ts').Model} */ { weights, trees },
) {
  const { words, path, own, list, kinds, textWords, text } = weights
  const { roots, nodes, thresholds, leaves } = trees
  return packedArrays([
    ...[words.words, words.slots, path, own, list, kinds],
    ...[textWords.words, textWords.slots, text],
    ...[roots, nodes, thresholds, leaves],
  ])
}

/**
 * Bundles the model packed, in a file of its own, where each thread would otherwise read 140 KB of text.
 *
 * @returns {import('rolldown').Plugin}
 */
export function packModel(/** @type {string} */ root) {
  const unpacking = join(root, 'src/analysis/mainText/unpackedModel.ts')
  return {
    name: 'pack-model',
    load: {
      filter: { id: MODEL },
      async handler(id) {
        const source = packedModel(await readModel(id))
        const file = this.emitFile({ type: 'asset', fileName: 'model.bin', source })
        return `import { readFileSync } from 'node:fs'
          import { unpackedModel } from ${JSON.stringify(unpacking)}
          export const model = unpackedModel(readFileSync(new URL(import.meta.ROLLUP_FILE_URL_${file})))`
      },
    },
  }
}

/** Node 20 runs no TypeScript. @returns {Promise<import('../src/analysis/mainText/model.ts').Model>} */
async function readModel(/** @type {string} */ file) {
  const build = await rolldown({ input: file })
  const { output } = await build.generate({ format: 'esm' })
  await build.close()
  return (await import(`data:text/javascript,${encodeURIComponent(output[0].code)}`)).model
}
