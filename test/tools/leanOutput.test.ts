import { readdirSync, readFileSync } from 'node:fs'
import { rolldown } from 'rolldown'
import { expect, test } from 'vitest'
import { leanOutput } from '../../tools/leanOutput.js'

const beyondAscii = /[^\0-\x7f]/
const beyondLatin1 = /[^\0-\xff]/

/** Each is an array of truths. */
const sources: readonly (readonly [what: string, source: string])[] = [
  ['texts', String.raw`['é\—🔗'.length === 4, '🔗'.codePointAt(0) === 0x1f517, "\u2028" === '\u2028']`],
  ['templates', "['é' + '🔗' === `é🔗`, `—\\u2028`.length === 2]"],
  [
    'names',
    '[((é) => é + 1)(1) === 2, { ß: 1, "🔗": 2 }["\\u{df}"] === 1, Object.keys({ "🔗": 2 })[0] === "🔗"]',
  ],
  ['patterns', String.raw`[/\—/.test('—'), !/\—/.test('\\u2014'), /[\–-\”]/.test('—'), /[^\\—]/.test('u')]`],
  [
    'patterns of code points',
    '[/^.$/u.test("🔗"), /^[🔗-🔩]$/u.test("🔧"), !/^[🔗-🔩]$/u.test("\\ud83d"), /^🔗+$/u.test("🔗🔗"), /(?<é>x)/u.exec("x").groups.é === "x"]',
  ],
  [
    'patterns of sets',
    String.raw`[/^[\p{L}&&[α-ω]]$/v.test('β'), /^[\q{👩‍🔧|x}]$/v.test('👩‍🔧'), /^[[🔗-🔩]--🔧]$/v.test('🔗')]`,
  ],
]

async function written(source: string): Promise<string> {
  const name = 'source.js'
  const build = await rolldown({
    input: name,
    treeshake: false,
    plugins: [
      { name: 'source', resolveId: (id) => id, load: () => `// é\n/** — */\nexport default ${source}\n` },
    ],
  })
  const { output } = await build.generate({ ...leanOutput, format: 'esm' })
  await build.close()
  return output[0].code
}

test.each(sources)('%s say in ASCII what they said', async (_, source) => {
  const code = await written(source)
  expect(code).not.toMatch(beyondAscii)
  const { default: truths } = await import(`data:text/javascript,${encodeURIComponent(code)}`)
  expect(truths).toEqual(truths.map(() => true))
  expect(truths.length).toBeGreaterThan(1)
})

test('no file of the build needs two bytes a character', () => {
  const dist = new URL('../../dist/', import.meta.url)
  const files = readdirSync(dist).filter((file) => file.endsWith('.js'))
  expect(files).toContain('worker.js')
  expect(files.filter((file) => beyondLatin1.test(readFileSync(new URL(file, dist), 'utf8')))).toEqual([])
})
