import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HostStart } from '../../src/schedule/hostTreatment.ts'
import { createHostWindow, type HostWindow } from '../../src/schedule/hostWindow.ts'
import type { QueuedPage } from '../../src/schedule/requestQueue.ts'
import { createMemoryQueue } from '../support/memoryQueue.ts'

const pages = (host: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `https://${host}/${i}`)

/** A window whose clock is in the test's hands. */
function windowOf(urls: readonly string[], start: Partial<HostStart> = {}, size = 99) {
  const clock = { now: 1_000_000 }
  const queue = createMemoryQueue(urls)
  const window: HostWindow<QueuedPage> = createHostWindow({
    queue,
    startOf: () => ({ slots: 2, intervalMs: 0, notBefore: 0, ...start }),
    size: () => size,
    now: () => clock.now,
    random: () => 0.5,
  })
  return { clock, queue, window, startAll: () => startAll(window) }
}

function startAll(window: HostWindow<QueuedPage>): string[] {
  const started: string[] = []
  for (let next = window.next(); next !== undefined; next = window.next()) started.push(next.page.url)
  return started
}

describe('the least time between two requests', () => {
  test('is kept, with its jitter, even when slots are free', () => {
    const { clock, window, startAll } = windowOf(pages('a.example', 3), { intervalMs: 1000 })
    expect(startAll()).toEqual(['https://a.example/0'])
    expect(window.nextTime()).toBe(clock.now + 1100)
    clock.now += 1099
    expect(startAll()).toEqual([])
    clock.now += 1
    expect(startAll()).toEqual(['https://a.example/1'])
  })

  test('that is over between a look and the question when to look again is not lost', () => {
    const { clock, window, startAll } = windowOf(pages('a.example', 2), { intervalMs: 1000 })
    startAll()
    clock.now += 1099
    expect(startAll()).toEqual([])
    clock.now += 5
    expect(window.nextTime()).toBe(clock.now - 4)
  })

  test('is not begun by a request that is turned away', () => {
    const { window, startAll } = windowOf(pages('a.example', 3), { intervalMs: 1000 })
    expect(window.next()?.page.url).toBe('https://a.example/0')
    window.turnAway('a.example')
    expect(startAll()).toEqual(['https://a.example/1'])
  })

  test('counts for each host by itself', () => {
    const { startAll } = windowOf([...pages('a.example', 2), ...pages('b.example', 2)], { intervalMs: 1000 })
    expect(startAll()).toEqual(['https://a.example/0', 'https://b.example/0'])
  })

  test('is remembered after the host’s last request has ended', () => {
    const { clock, queue, window, startAll } = windowOf(pages('a.example', 1), { intervalMs: 1000 })
    expect(startAll()).toHaveLength(1)
    window.release('a.example')
    queue.add(['https://a.example/new'])
    window.markStale()
    expect(startAll()).toEqual([])
    clock.now += 1100
    window.markStale()
    expect(startAll()).toEqual(['https://a.example/new'])
  })
})

describe('a paused host', () => {
  test('starts nothing until its time has come, and others go on', () => {
    const { clock, window, startAll } = windowOf([...pages('a.example', 2), ...pages('b.example', 1)])
    window.pause('a.example', clock.now + 500)
    expect(startAll()).toEqual(['https://b.example/0'])
    clock.now += 500
    expect(startAll()).toEqual(['https://a.example/0', 'https://a.example/1'])
  })

  test('does not keep others out of sight, however many there are', () => {
    const paused = Array.from({ length: 20 }, (_, i) => pages(`paused-${i}.example`, 5)).flat()
    const { clock, window, startAll } = windowOf([...paused, ...pages('free.example', 1)], {}, 8)
    for (let i = 0; i < 20; i += 1) window.pause(`paused-${i}.example`, clock.now + 500)
    expect(startAll()).toEqual(['https://free.example/0'])
    clock.now += 500
    window.markStale()
    expect(startAll().length).toBeGreaterThan(0)
  })
})

test('whatever the hosts, each page is started once, and no host beyond its slots', () => {
  const urls = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.nat(50)), { selector: String })
  fc.assert(
    fc.property(
      urls,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 5, max: 12 }),
      (list, slots, size) => {
        const all = list.map(([host, path]) => `https://host-${host}.example/${path}`)
        const { window } = windowOf(all, { slots: slots }, size)
        const active = new Map<string, number>()
        const started: string[] = []
        for (;;) {
          for (let next = window.next(); next !== undefined; next = window.next()) {
            started.push(next.page.url)
            active.set(next.host, (active.get(next.host) ?? 0) + 1)
          }
          if (active.size === 0) break
          expect(Math.max(...active.values())).toBeLessThanOrEqual(slots)
          for (const [host, count] of active) for (let i = 0; i < count; i += 1) window.release(host)
          active.clear()
        }
        expect(started.toSorted()).toEqual(all.toSorted())
      },
    ),
    { numRuns: 50 },
  )
})
