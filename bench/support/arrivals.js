/** Milliseconds since 1970, comparable between the processes of one machine. */
export const now = () => performance.timeOrigin + performance.now()

/**
 * @typedef {object} Seen What a server has seen; times are milliseconds since 1970.
 * @property {number} requests
 * @property {number} firstRequestAt
 * @property {number} lastAnswerAt
 * @property {number} maxInFlight
 * @property {Record<string, number>} maxInFlightOf by host name
 * @property {number} meanInFlight over the time from the first moment of the maximum to the last arrival: how well
 *   the slots were kept busy while there was work
 */

/** Counts requests from their arrival to the end of their answer. */
export function createArrivals() {
  /** @type {Map<string, { now: number, max: number }>} */
  const hosts = new Map()
  let requests = 0
  let inFlight = 0
  let maxInFlight = 0
  let firstRequestAt = 0
  let lastAnswerAt = 0
  let changedAt = 0
  let area = 0
  // The stretch that the mean is taken over: begun anew by every new maximum, and ended by the last arrival.
  let stretch = { from: 0, fromArea: 0, to: 0, toArea: 0 }

  const change = (/** @type {number} */ by) => {
    const at = now()
    area += inFlight * (at - changedAt)
    changedAt = at
    inFlight += by
    return at
  }
  return {
    /** Notes an arrival; what it returns is to be called when the answer has ended. */
    arrived(/** @type {string} */ name) {
      const host = hosts.get(name) ?? { now: 0, max: 0 }
      hosts.set(name, host)
      const at = change(1)
      requests += 1
      firstRequestAt ||= at
      host.now += 1
      host.max = Math.max(host.max, host.now)
      if (inFlight > maxInFlight) {
        maxInFlight = inFlight
        stretch = { from: at, fromArea: area, to: at, toArea: area }
      }
      stretch.to = at
      stretch.toArea = area
      return () => {
        lastAnswerAt = change(-1)
        host.now -= 1
      }
    },
    /** @returns {Seen} */
    seen: () => ({
      requests,
      firstRequestAt,
      lastAnswerAt,
      maxInFlight,
      maxInFlightOf: Object.fromEntries([...hosts].map(([name, { max }]) => [name, max])),
      meanInFlight: (stretch.toArea - stretch.fromArea) / (stretch.to - stretch.from || 1),
    }),
  }
}
