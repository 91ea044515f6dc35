import { statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { okResult, openStore, pageEntry } from '../support/store.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const PAGES = 32
const ROW_BYTES = 100_000
const identityOf = (finalUrl: string) => ({
  etag: '"1"',
  lastModified: null,
  finalUrl,
  answerHash: 'answer',
  bodyHash: 'body',
  textHash: 'text',
})
const KEPT = { kind: 'same', by: 'not-modified', validators: { etag: '"2"', lastModified: null } } as const

test('a page that has not changed writes less than a tenth of its row, asked for or not', async () => {
  const at = await temporaryFolder()
  const entries = Array.from({ length: PAGES }, (_, i) => pageEntry(`https://a.example/${i}`))
  const json = JSON.stringify({ status: 'ok', text: 'x'.repeat(ROW_BYTES) })
  const logBytes = (): number => statSync(at('s-wal')).size

  const first = await openStore(at('s'))
  first.add(entries)
  for (const page of first.queue.take('a.example', PAGES))
    first.queue.finish(page, okResult({ json, identity: identityOf(page.url) }), [])
  first.closeRun()
  first[Symbol.dispose]()

  const asked = await openStore(at('s'))
  asked.add(entries)
  for (const page of asked.queue.take('a.example', PAGES)) asked.queue.finishSame(page, KEPT, [])
  asked.commit()
  expect(logBytes()).toBeLessThan((PAGES * ROW_BYTES) / 10)
  expect([...asked.rows()].flat()).toMatchObject(entries.map(() => ({ json, change: 'unchanged' })))
  asked.closeRun()
  asked[Symbol.dispose]()

  const unasked = await openStore(at('s'), { maxAgeMs: 3_600_000 })
  unasked.add(entries)
  unasked.commit()
  expect(unasked.reused.notAsked).toBe(PAGES)
  expect(logBytes()).toBeLessThan((PAGES * ROW_BYTES) / 10)
})
