import { expect, test } from 'vitest'
import { openDatabase } from '../../src/store/database.ts'
import { createPageCache } from '../../src/store/pageCache.ts'
import { openStore, pageEntry } from '../support/store.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const sizeKib = (database: ReturnType<typeof openDatabase>): number =>
  -Number(database.prepare('PRAGMA cache_size').first()?.[0])

test('the cache of a state grows with the addresses that are listed, from 4 MB to 16', async () => {
  const at = await temporaryFolder()
  using store = await openStore(at('s'))
  store.commit()
  const database = openDatabase(at('s'))
  const cache = createPageCache(database)
  expect(sizeKib(database)).toBe(4096)
  const sizes = [100, 16_384, 16_385, 40_000, 20_000, 130_000, 5_000_000].map((listed) => {
    cache.growFor(listed)
    return sizeKib(database)
  })
  database.close()
  expect(sizes).toEqual([4096, 4096, 8192, 16_384, 16_384, 16_384, 16_384])
})

test('what earlier runs have listed counts', async () => {
  const at = await temporaryFolder()
  {
    using store = await openStore(at('s'))
    store.add([pageEntry('https://a.example/'), pageEntry('https://b.example/')])
  }
  const database = openDatabase(at('s'))
  const cache = createPageCache(database)
  cache.growFor(16_382)
  expect(sizeKib(database)).toBe(4096)
  cache.growFor(16_383)
  expect(sizeKib(database)).toBe(8192)
  database.close()
})
