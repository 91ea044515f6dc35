import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { placeOf } from './split.js'

/**
 * @typedef {object} CorpusPage
 * @property {string} id
 * @property {string | null} url
 * @property {string} kind
 * @property {'train' | 'held'} half
 * @property {number} fold
 * @property {string} truth
 * @property {() => string} html
 */

/** The pages of WCXB (Murrough Foley, CC BY 4.0) that have a main text. @returns {CorpusPage[]} */
export function corpusPages(/** @type {string} */ folder) {
  const pages = JSON.parse(readFileSync(join(folder, 'pages.json'), 'utf8'))
  return Object.keys(pages)
    .sort()
    .flatMap((id) => {
      const truth = JSON.parse(readFileSync(join(folder, 'ground-truth', `${id}.json`), 'utf8'))
      const text = truth.ground_truth.main_content
      if (typeof text !== 'string') return []
      const html = () => gunzipSync(readFileSync(join(folder, 'html', `${id}.html.gz`))).toString('utf8')
      return [
        {
          id,
          url: truth.url ?? null,
          kind: pages[id].pageType,
          ...placeOf(pages[id].domain),
          truth: text,
          html,
        },
      ]
    })
}
