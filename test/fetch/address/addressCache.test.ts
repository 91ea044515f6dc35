import type { LookupAddress } from 'node:dns'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { type CachedLookupOptions, createCachedLookup } from '../../../src/fetch/address/addressCache.ts'

const ANSWER: readonly LookupAddress[] = [{ address: '93.184.215.14', family: 4 }]
const failure = (code: string): Error => Object.assign(new Error(code), { code })

/** A memory over a resolver that notes what it is asked, and a clock that stands still until it is set. */
function memoryOf(
  answer: (hostname: string) => Promise<readonly LookupAddress[]>,
  options: CachedLookupOptions = {},
) {
  const asked: string[] = []
  const clock = { ms: 0 }
  const resolve = (hostname: string) => {
    asked.push(hostname)
    return answer(hostname)
  }
  return { asked, clock, memory: createCachedLookup({ resolve, now: () => clock.ms, ...options }) }
}

/** A resolver whose answers come when `release` is called, oldest first. */
function heldAnswers() {
  const waiting: (() => void)[] = []
  return {
    answer: () => new Promise<typeof ANSWER>((resolve) => waiting.push(() => resolve(ANSWER))),
    release: () => waiting.shift()?.(),
    running: () => waiting.length,
  }
}

describe('an answer', () => {
  test('holds for 60 s from when it came', async () => {
    const { asked, clock, memory } = memoryOf(async () => ANSWER)
    expect(await memory.addressesOf('a.example')).toEqual(ANSWER)
    clock.ms = 59_999
    expect(await memory.addressesOf('a.example')).toEqual(ANSWER)
    expect(asked).toHaveLength(1)
    clock.ms = 60_000
    await memory.addressesOf('a.example')
    expect(asked).toHaveLength(2)
  })

  test('is of one name only', async () => {
    const { asked, memory } = memoryOf(async () => ANSWER)
    await Promise.all(['a.example', 'b.example', 'a.example'].map(memory.addressesOf))
    expect(asked).toEqual(['a.example', 'b.example'])
  })

  test('is shared by everyone who asks while it is on its way, however long that takes', async () => {
    const held = heldAnswers()
    const { asked, clock, memory } = memoryOf(held.answer)
    const first = memory.addressesOf('a.example')
    clock.ms = 1_000_000
    const second = memory.addressesOf('a.example')
    await setImmediate()
    held.release()
    expect(await Promise.all([first, second])).toEqual([ANSWER, ANSWER])
    expect(asked).toHaveLength(1)
  })
})

describe('a failure', () => {
  test.each(['ENOTFOUND', 'ENODATA'])('that says there is no such name (%s) holds for 5 s', async (code) => {
    const { asked, clock, memory } = memoryOf(() => Promise.reject(failure(code)))
    await expect(memory.addressesOf('gone.example')).rejects.toMatchObject({ code })
    clock.ms = 4999
    await expect(memory.addressesOf('gone.example')).rejects.toMatchObject({ code })
    expect(asked).toHaveLength(1)
    clock.ms = 5000
    await expect(memory.addressesOf('gone.example')).rejects.toMatchObject({ code })
    expect(asked).toHaveLength(2)
  })

  test.each(['EAI_AGAIN', 'ESERVFAIL', 'EMFILE'])('of the look-up itself (%s) is not kept', async (code) => {
    const answers = [Promise.reject(failure(code)), Promise.resolve(ANSWER)]
    const { memory } = memoryOf(() => answers.shift() ?? Promise.reject(failure('asked too often')))
    await expect(memory.addressesOf('a.example')).rejects.toMatchObject({ code })
    expect(await memory.addressesOf('a.example')).toEqual(ANSWER)
    expect(await memory.addressesOf('a.example')).toEqual(ANSWER)
  })

  test('reaches everyone who waited for it', async () => {
    const { asked, memory } = memoryOf(() => Promise.reject(failure('EAI_AGAIN')))
    const all = await Promise.allSettled([memory.addressesOf('a.example'), memory.addressesOf('a.example')])
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(asked).toHaveLength(1)
  })
})

test('no more names are kept than allowed, and the one not asked for longest goes first', async () => {
  const { asked, memory } = memoryOf(async () => ANSWER, { maxNames: 2 })
  for (const name of ['a', 'b', 'a', 'c', 'a', 'c']) await memory.addressesOf(name)
  expect(asked).toEqual(['a', 'b', 'c'])
  await memory.addressesOf('b')
  expect(asked).toEqual(['a', 'b', 'c', 'b'])
})

describe('slow look-ups', () => {
  test('run two at a time, whatever is asked for', async () => {
    const held = heldAnswers()
    const { asked, memory } = memoryOf(held.answer)
    const all = Promise.all(['a', 'b', 'c', 'd', 'e'].map(memory.addressesOf))
    const running: number[] = []
    while (asked.length < 5 || held.running() > 0) {
      await setImmediate()
      running.push(held.running())
      held.release()
    }
    await all
    expect(Math.max(...running)).toBe(2)
    expect(running.slice(0, 4)).toEqual([2, 2, 2, 2])
  })

  test('do not hold up a name that is known', async () => {
    const held = heldAnswers()
    const { memory } = memoryOf((name) => (name === 'known' ? Promise.resolve(ANSWER) : held.answer()))
    await memory.addressesOf('known')
    for (const name of ['a', 'b', 'c']) void memory.addressesOf(name)
    await setImmediate()
    expect(held.running()).toBe(2)
    expect(await memory.addressesOf('known')).toEqual(ANSWER)
  })

  test('that have not begun never begin once nobody waits', async () => {
    const held = heldAnswers()
    const { asked, memory } = memoryOf(held.answer)
    const begun = ['a', 'b'].map(memory.addressesOf)
    void memory.addressesOf('c')
    await setImmediate()
    memory[Symbol.dispose]()
    held.release()
    held.release()
    await Promise.all(begun)
    await setImmediate()
    expect(asked).toEqual(['a', 'b'])
  })
})

test('without a resolver of its own the system is asked, hosts file included', async () => {
  using memory = createCachedLookup()
  const addresses = (await memory.addressesOf('localhost')).map(({ address }) => address)
  expect(['127.0.0.1', '::1']).toContain(addresses[0])
})
