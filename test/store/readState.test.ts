import { describe, expect, test } from 'vitest'
import { openDatabase, type StateDatabase } from '../../src/store/database.ts'
import { readSource } from '../../src/store/readState.ts'
import { openStore, pageEntry } from '../support/store.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const pagesIn = (database: StateDatabase): number =>
  Number(database.prepare('SELECT count(*) FROM source.pages').first()?.[0])

/** A closed state of one page, and what adds another to it as a run would. */
async function stateOfOne() {
  const at = await temporaryFolder()
  const store = await openStore(at('s'))
  store.add([pageEntry('https://a.example/')])
  store[Symbol.dispose]()
  const addPage = (): void => {
    const writer = openDatabase(at('s'))
    writer.exec(`INSERT INTO pages (key) SELECT 'https://a.example/' || count(*) FROM pages`)
    writer.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    writer.close()
  }
  return { path: at('s'), addPage }
}

describe('a state that somebody begins to write while it is read', () => {
  test('is read again', async () => {
    const { path, addPage } = await stateOfOne()
    let readings = 0
    const found = await readSource(path, (database) => {
      const pages = pagesIn(database)
      readings += 1
      if (readings === 1) addPage()
      return pages
    })
    expect({ found, readings }).toEqual({ found: 2, readings: 2 })
  })

  test('is read again when that has failed', async () => {
    const { path, addPage } = await stateOfOne()
    let readings = 0
    const found = await readSource(path, (database) => {
      readings += 1
      if (readings > 1) return pagesIn(database)
      addPage()
      throw new Error('half of this page, half of that')
    })
    expect({ found, readings }).toEqual({ found: 2, readings: 2 })
  })

  test('is not read for ever', async () => {
    const { path, addPage } = await stateOfOne()
    let readings = 0
    const reading = readSource(path, () => {
      readings += 1
      addPage()
      throw new Error(`reading ${readings}`)
    })
    await expect(reading).rejects.toThrow('reading 5')
  })
})

test('what goes wrong with a state that nobody writes is told at once', async () => {
  const { path } = await stateOfOne()
  let readings = 0
  const reading = readSource(path, () => {
    readings += 1
    throw new Error('a bug')
  })
  await expect(reading).rejects.toThrow('a bug')
  expect(readings).toBe(1)
})
