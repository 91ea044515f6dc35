import {
  type Circuit,
  COOLING_MS,
  cooledCircuit,
  failedCircuit,
  isHopeless,
  isOpen,
  isReady,
} from './circuit.ts'
import { createQueue, type Queue } from './queue.ts'
import type { OriginMemory } from './scheduleMemory.ts'

/**
 * A circuit breaker for each origin (scheme, host and port). It opens after 5 failures in a row, lets one probe pass
 * after 2, 4 and 8 s, and gives the origin up for good when the third has failed. Any answer before that closes it.
 */
export interface Breakers {
  /** What may become of a request to the origin now. `go` makes this request the probe of an origin that has cooled. */
  gate(origin: string): 'go' | 'wait' | 'given-up'
  /**
   * Counts what an attempt told. `startedAt` is by the clock of the breakers, and no earlier than the attempt's `gate`.
   * The failure of one that began before the probe counts as one more in a row, but not as the probe's.
   */
  hear(origin: string, answered: boolean, startedAt: number): 'unchanged' | 'opened' | 'closed' | 'given-up'
  /** An attempt that began at `startedAt` told nothing of the origin: if it was the probe, another may be. */
  unheard(origin: string, startedAt: number): void
  /** Origins that wait for a probe: those whose cooling is over, or whose probe told nothing. Each is named once. */
  takeReady(): readonly string[]
  /** When the next origin's cooling is over; undefined when none is cooling. */
  nextTime(): number | undefined
  isGivenUp(origin: string): boolean
  /**
   * Gives up every open origin with at least 8 failures in a row, and returns them: for when no page is left to probe
   * with. Whether a dead origin is given up then depends only on how many failures there were, not on how many
   * requests were in flight when it opened.
   */
  giveUpHopeless(): readonly string[]
}

export interface BreakersOptions {
  /** Milliseconds. */
  readonly now: () => number
  /** What `onChange` was told in an earlier start. An origin that was open then waits for a probe. */
  readonly known: Iterable<readonly [string, OriginMemory]>
  /** Called whenever what is remembered of an origin changes; with undefined when it is forgotten. */
  readonly onChange: (origin: string, memory: OriginMemory | undefined) => void
}

const NO_FAILURES = cooledCircuit({ failures: 0, probes: 0, isGivenUp: false })

export function createBreakers({ now, known, onChange }: BreakersOptions): Breakers {
  const circuits = new Map<string, Circuit>()
  /** Those that cool, by how long: each list is in the order of the times at which they will have cooled. */
  const cooling = COOLING_MS.map(() => createQueue<Cooling>())
  let waiting: string[] = []
  /** The names of those that are open: few, while many may have failed once. */
  const openOrigins = new Set<string>()

  const put = (origin: string, circuit: Circuit): void => {
    circuits.set(origin, circuit)
    if (isOpen(circuit)) openOrigins.add(origin)
    else openOrigins.delete(origin)
  }
  const remember = (origin: string, circuit: Circuit): void => {
    const { cooledAt, probes: tried } = circuit
    if (isOpen(circuit) && cooledAt !== circuits.get(origin)?.cooledAt)
      cooling[tried]?.push({ origin, cooledAt })
    put(origin, circuit)
    const { failures, probes, isGivenUp } = circuit
    onChange(origin, { failures, probes, isGivenUp })
  }
  const forget = (origin: string): void => {
    circuits.delete(origin)
    openOrigins.delete(origin)
    onChange(origin, undefined)
  }
  const open = (): (readonly [string, Circuit])[] =>
    [...openOrigins].map((origin) => [origin, circuits.get(origin) ?? NO_FAILURES])

  /** The next that cools, of one list; what has been decided about otherwise meanwhile is passed over. */
  const nextCooling = (list: Queue<Cooling>): Cooling | undefined => {
    for (let first = list.first(); first !== undefined; first = list.first()) {
      const circuit = circuits.get(first.origin)
      if (circuit !== undefined && isOpen(circuit) && circuit.cooledAt === first.cooledAt) return first
      list.shift()
    }
    return undefined
  }

  for (const [origin, memory] of known) {
    put(origin, cooledCircuit(memory))
    if (openOrigins.has(origin)) waiting.push(origin)
  }

  return {
    gate(origin) {
      const circuit = circuits.get(origin)
      if (circuit?.isGivenUp) return 'given-up'
      if (circuit === undefined || !isOpen(circuit)) return 'go'
      if (!isReady(circuit, now())) return 'wait'
      put(origin, { ...circuit, probeStartedAt: now() })
      return 'go'
    },
    hear(origin, answered, startedAt) {
      const before = circuits.get(origin)
      if (before?.isGivenUp || (answered && before === undefined)) return 'unchanged'
      const wasOpen = openOrigins.has(origin)
      if (answered) {
        forget(origin)
        return wasOpen ? 'closed' : 'unchanged'
      }
      const after = failedCircuit(before ?? NO_FAILURES, startedAt, now())
      remember(origin, after)
      if (after.isGivenUp) return 'given-up'
      return wasOpen || !isOpen(after) ? 'unchanged' : 'opened'
    },
    unheard(origin, startedAt) {
      const circuit = circuits.get(origin)
      if (circuit?.probeStartedAt === undefined || startedAt < circuit.probeStartedAt) return
      put(origin, { ...circuit, probeStartedAt: undefined })
      waiting.push(origin)
    },
    takeReady() {
      const time = now()
      for (const list of cooling) {
        for (
          let next = nextCooling(list);
          next !== undefined && next.cooledAt <= time;
          next = nextCooling(list)
        ) {
          waiting.push(next.origin)
          list.shift()
        }
      }
      const ready = waiting.filter((origin) => {
        const circuit = circuits.get(origin)
        return circuit !== undefined && isOpen(circuit) && isReady(circuit, time)
      })
      waiting = []
      return ready
    },
    nextTime() {
      const times = cooling.flatMap((list) => nextCooling(list)?.cooledAt ?? [])
      return times.length === 0 ? undefined : Math.min(...times)
    },
    isGivenUp: (origin) => circuits.get(origin)?.isGivenUp ?? false,
    giveUpHopeless() {
      const hopeless = open().filter(([, circuit]) => isHopeless(circuit))
      for (const [origin, circuit] of hopeless) remember(origin, { ...circuit, isGivenUp: true })
      return hopeless.map(([origin]) => origin)
    },
  }
}

interface Cooling {
  readonly origin: string
  readonly cooledAt: number
}
