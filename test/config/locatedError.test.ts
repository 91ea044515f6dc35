import { writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { locatedError } from '../../src/config/locatedError.ts'
import { ConfigError, InputError } from '../../src/errors.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const TEXT = `{
  // The value, not the key of the same name.
  "fetch": { "ca": ["a.pem",
    "b.pem"] },
  "analysis": { "module": "m.js", "selectors": { "ca": "p",
    "my price": "::" } }
}`

async function messageOf(error: ConfigError | InputError, over: readonly string[] = []): Promise<string> {
  const at = await temporaryFolder()
  await writeFile(at('c.json'), TEXT)
  const found = await locatedError(error, at('c.json'), [new Map(over.map((key) => [key, null]))])
  expect(found).toBeInstanceOf(error.constructor)
  return found.message.replaceAll(at('c.json'), 'c.json')
}

const wrong = (...keys: string[]): ConfigError => {
  const problems = keys.map((key) => ({ key, message: `${key} is wrong` }))
  return new ConfigError(problems.map(({ message }) => message).join('\n'), problems)
}

test('what a run finds wrong with values of the file has their places in it', async () => {
  expect(await messageOf(wrong('fetch.ca.1'))).toBe('c.json:4:5: fetch.ca.1 is wrong')
  expect(await messageOf(wrong('"analysis.selectors.my price"', 'fetch.contact'))).toBe(
    'c.json:6:17: "analysis.selectors.my price" is wrong\nfetch.contact is wrong',
  )
  const missing = new InputError('analysis.module: m.js is missing', { key: 'analysis.module' })
  expect(await messageOf(missing)).toBe('c.json:5:27: analysis.module: m.js is missing')
})

test('programs are told the file and the line too', async () => {
  const at = await temporaryFolder()
  await writeFile(at('c.json'), TEXT)
  await expect(locatedError(wrong('fetch.ca.0'), at('c.json'), [])).resolves.toMatchObject({
    problems: [{ key: 'fetch.ca.0', file: at('c.json'), line: 3 }],
  })
})

test('what the file does not say, or a flag says in its place, has no place in it', async () => {
  expect(await messageOf(wrong('fetch.contact'))).toBe('fetch.contact is wrong')
  expect(await messageOf(wrong('fetch.ca.1'), ['fetch.ca'])).toBe('fetch.ca.1 is wrong')
  expect(await messageOf(new InputError('urls.txt: no such file'))).toBe('urls.txt: no such file')
})
