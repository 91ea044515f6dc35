import { expect, test } from 'vitest'
import { createStopSignal } from '../../src/cli/stopSignal.ts'
import { fakeSignals } from './fakeIo.ts'

test.each(['SIGINT', 'SIGTERM'] as const)(
  'the first %s aborts, the second ends the process by itself',
  (name) => {
    const source = fakeSignals()
    const said: string[] = []
    let time = 0
    using stop = createStopSignal(
      source,
      () => void said.push('stopping'),
      () => time,
    )
    expect(stop.signal.aborted).toBe(false)
    source.emit(name, name)
    expect(stop.signal.aborted).toBe(true)
    source.emit(name, name)
    expect(source.killed, 'passed on twice, but meant once').toEqual([])
    time = 100
    source.emit(name, name)
    expect(source.killed).toEqual([name])
    expect(said).toEqual(['stopping'])
    expect(source.listenerCount(name)).toBe(0)
  },
)

test('a run that is over leaves no listener behind', () => {
  const source = fakeSignals()
  createStopSignal(source, () => {})[Symbol.dispose]()
  expect(source.listenerCount('SIGINT') + source.listenerCount('SIGTERM')).toBe(0)
})
