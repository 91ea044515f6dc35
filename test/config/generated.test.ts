import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { defaultConfigText, startingConfigText } from '../../src/config/configText.ts'
import { jsonSchemaText } from '../../src/config/jsonSchema.ts'
import { optionsTable } from '../../src/config/optionsTable.ts'
import { readConfigFile } from '../../src/config/readConfigFile.ts'
import { resolveConfig } from '../../src/config/resolveConfig.ts'
import { resolveOptions } from '../../src/config/resolveOptions.ts'
import { rows } from '../../src/config/rows.ts'

test('scraper.schema.json says what the table says', async () => {
  await expect(jsonSchemaText()).toMatchFileSnapshot('../../scraper.schema.json')
})

test('scraper.config.json holds every key with its default', async () => {
  await expect(defaultConfigText()).toMatchFileSnapshot('../../scraper.config.json')
  expect(resolveConfig(await readConfigFile('scraper.config.json'))).toEqual(resolveOptions({}))
})

test('the starting configuration reads back as the defaults, one input and one output', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'textmill-start-'))
  const file = join(folder, 'scraper.config.json')
  await writeFile(file, startingConfigText())
  const config = resolveConfig(await readConfigFile(file))
  await rm(folder, { recursive: true })
  const options = { input: [join(folder, 'urls.txt')], output: { files: [join(folder, 'out.json')] } }
  expect(config).toEqual(resolveOptions(options))
})

test('the starting configuration explains every key', () => {
  for (const row of rows) {
    expect(startingConfigText()).toContain(`// ${row.help}`)
    expect(startingConfigText()).toContain(`"${row.path.at(-1)}":`)
  }
})

test("the README's table has a row for every key", () => {
  const lines = optionsTable().split('\n')
  expect(lines).toHaveLength(rows.length + 2)
  expect(lines).toContain(
    '| `fetch.perHost.concurrency` | `--per-host` | 4 | a whole number from 1 to 1024 | Most requests in flight at once for one host name. |',
  )
})
