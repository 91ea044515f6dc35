import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

const ARTICLES = fileURLToPath(new URL('../../fixtures/site/articles', import.meta.url))
const GENERATED_PAGES = 40
const MAX_READ_PAGES = 400
/** Of a corpus: the largest pages are left out until the others are so large on average. */
const MEAN_BYTES = 170_000

// A page of a newspaper is mostly not its text: scripts and style, then menus and teasers, then the article.
const SCRIPT_BYTES = 62_000
const MENU_BYTES = 66_000
const ARTICLE_BYTES = 42_000
/** How large real pages are against their mean, from the smallest twentieth to the largest. */
const SIZES = [
  ...[0.21, 0.28, 0.36, 0.45, 0.52, 0.57, 0.66, 0.71, 0.77, 0.84],
  ...[0.9, 1, 1.09, 1.21, 1.36, 1.46, 1.58, 1.74, 1.95, 2.25],
]

/** A folder of pages of a real size: that of `TEXTMILL_CORPUS` when it is set, else generated into `scratch`. */
export async function pagesFolder(/** @type {string} */ scratch) {
  const corpus = process.env.TEXTMILL_CORPUS
  if (corpus !== undefined) return { folder: corpus, kind: 'corpus' }
  const folder = join(scratch, 'pages')
  await mkdir(folder, { recursive: true })
  const paragraphs = articleParagraphs()
  for (let number = 0; number < GENERATED_PAGES; number++) {
    await writeFile(join(folder, `${number}.html`), articlePage(number, paragraphs))
  }
  return { folder, kind: 'generated' }
}

/** The pages of a folder, `.html` or `.html.gz`, unpacked, in the order of their names, of a usual size on average. */
export function readPages(/** @type {string} */ folder) {
  const files = readdirSync(folder)
    .filter((file) => /\.html(\.gz)?$/.test(file))
    .sort()
    .slice(0, MAX_READ_PAGES)
  if (files.length === 0) throw new Error(`no .html or .html.gz in ${folder}`)
  const pages = files.map((file) => {
    const bytes = readFileSync(join(folder, file))
    return file.endsWith('.gz') ? gunzipSync(bytes) : bytes
  })
  return withoutLargest(pages)
}

function withoutLargest(/** @type {Buffer[]} */ pages) {
  const largestFirst = [...pages].sort((a, b) => b.byteLength - a.byteLength)
  let bytes = pages.reduce((sum, page) => sum + page.byteLength, 0)
  const left = new Set(pages)
  for (const page of largestFirst) {
    if (bytes <= MEAN_BYTES * left.size) break
    left.delete(page)
    bytes -= page.byteLength
  }
  return pages.filter((page) => left.has(page))
}

/** A plain page of exactly so many bytes. */
export function sizedPage(/** @type {number} */ bytes) {
  const head = '<!doctype html><html lang="en"><head><title>A page</title></head><body><h1>A page</h1><p>'
  const sentence = 'The ferry crosses the river once an hour, and waits for nobody. '
  const tail = '</p></body></html>\n'
  const room = Math.max(0, bytes - head.length - tail.length)
  return Buffer.from(head + sentence.repeat(Math.ceil(room / sentence.length)).slice(0, room) + tail)
}

/** Ten pages of 1 to 2 KB, of different sizes. */
export const sizedPages = () => Array.from({ length: 10 }, (_, number) => sizedPage(1024 + 110 * number))

/** @returns {string[]} */
function articleParagraphs() {
  return readdirSync(ARTICLES)
    .sort()
    .map((file) => readFileSync(join(ARTICLES, file), 'utf8'))
    .filter((html) => !html.includes('\uFFFD'))
    .flatMap((html) => html.match(/<p>.*?<\/p>/gs) ?? [])
}

/** The same page for the same number, on every machine. */
function articlePage(/** @type {number} */ number, /** @type {readonly string[]} */ paragraphs) {
  const random = createRandom(number + 1)
  const paragraph = () => paragraphs[Math.floor(random() * paragraphs.length)] ?? ''
  const words = plainText(paragraph() + paragraph()).split(/\s+/)
  const phrase = () => {
    const start = Math.floor(random() * (words.length - 6))
    return words.slice(start, start + 5).join(' ')
  }
  const size = SIZES[number % SIZES.length] ?? 1
  const script = filled(SCRIPT_BYTES * size, (index) => scriptPart(index, phrase(), random))
  const menu = filled(MENU_BYTES * size, (index) =>
    index % 3 === 0 ? teaser(index, phrase()) : link(index, phrase()),
  )
  const article = filled(ARTICLE_BYTES * size, (index) =>
    index % 7 === 6 ? `<h2>${phrase()}</h2>` : paragraph(),
  )
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${phrase()}</title><meta name="description" content="${phrase()}">
<link rel="canonical" href="/articles/${number}"><style>.a{color:#222}.b>.c{margin:0 1em}</style></head>
<body class="page page--article"><header><nav aria-label="Main"><ul>${menu.slice(0, menu.length >> 1).join('\n')}</ul></nav></header>
<main><article><h1>${phrase()}</h1>${article.join('\n')}</article></main>
<aside><ul>${menu.slice(menu.length >> 1).join('\n')}</ul></aside>
<script>window.state=[${script.join(',')}]</script></body></html>
`
}

/** Parts until they are so long together. */
function filled(/** @type {number} */ bytes, /** @type {(index: number) => string} */ part) {
  /** @type {string[]} */
  const parts = []
  for (let length = 0; length < bytes; length += parts.at(-1)?.length ?? bytes) parts.push(part(parts.length))
  return parts
}

const plainText = (/** @type {string} */ html) => html.replace(/<[^>]*>|["&<>]/g, ' ').trim()

const link = (/** @type {number} */ index, /** @type {string} */ text) =>
  `<li class="menu__item menu__item--level-${index % 4}"><a class="menu__link" href="/section-${index % 40}/story-${index}.html" data-track="menu:${index}">${text}</a></li>`

const teaser = (/** @type {number} */ index, /** @type {string} */ text) =>
  `<li class="teaser"><figure class="teaser__figure"><img loading="lazy" alt="${text}" src="/pictures/${index}-320.jpg" srcset="/pictures/${index}-640.jpg 640w, /pictures/${index}-1280.jpg 1280w"></figure><div class="teaser__body"><span class="teaser__kicker">News</span><a href="https://other-${index % 9}.example/story/${index}?from=teaser&amp;place=${index}#comments"><strong>${text}</strong></a></div></li>`

const scriptPart = (
  /** @type {number} */ index,
  /** @type {string} */ text,
  /** @type {() => number} */ random,
) => JSON.stringify({ id: index, score: random(), text, tags: ['news', 'river'], html: '<b>not markup</b>' })

/** Numbers in [0, 1), the same for the same seed (Park and Miller, 1988). */
function createRandom(/** @type {number} */ seed) {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
