import { expect, test } from 'vitest'
import { sharedParts } from '../../tools/sharedParts.js'

const imports: Readonly<Record<string, readonly string[]>> = {
  '/src/cli/command.ts': ['/version'],
  '/src/cli/main.ts': ['/yargs', '/version', '/errors'],
  '/src/scrape.ts': ['/undici', '/errors'],
  '/src/analysis/createInlineAnalysis.ts': ['/analysePage'],
  '/src/analysis/worker.ts': ['/analysePage', '/threadTask'],
  '/src/index.ts': ['/src/scrape.ts', '/publicErrors'],
  '/analysePage': ['/errors', '/words'],
  '/words': ['/stopWords', '/analysePage'],
}

function nameIn(modules: Readonly<Record<string, readonly string[]>>) {
  const { name } = sharedParts('/')
  if (typeof name !== 'function') throw new Error('no names')
  const info = (module: string) => (module in modules ? { importedIds: modules[module] } : null)
  return (module: string) => name(module, { getModuleInfo: info as never })
}

test.each([
  ['/errors', 'worker-index-main-scrape-inline'],
  ['/version', 'command-main'],
  ['/undici', 'index-scrape'],
  ['/src/scrape.ts', 'index-scrape'],
  ['/stopWords', 'worker-inline'],
  ['/yargs', 'main'],
])('%s is in the file of all that need it: %s', (module, file) => {
  expect(nameIn(imports)(module)).toBe(file)
})

test.each(['/src/cli/command.ts', '/threadTask', '/publicErrors'])(
  '%s, which one entry alone needs, stays in the file of that',
  (module) => expect(nameIn(imports)(module)).toBeNull(),
)

test('what is loaded where it is wanted has files of its own', () => {
  expect(nameIn(imports)('/csvDocument')).toBeNull()
})

test('an entry that has gone is named', () => {
  const { '/src/scrape.ts': _, ...others } = imports
  expect(() => nameIn(others)('/errors')).toThrow('src/scrape.ts is no part of the bundles')
})
