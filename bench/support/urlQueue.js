/**
 * The schedule's queue over a list in memory, as cheap as a queue can be: what is measured is the schedule. Nothing
 * comes back to it: a page that is not finished at its first attempt is an error.
 *
 * @param {readonly string[]} urls
 */
export function createUrlQueue(urls) {
  /** @type {Map<string, { pages: object[], next: number }>} */
  const hosts = new Map()
  for (const [page, url] of urls.entries()) {
    const host = new URL(url).hostname
    const pages = hosts.get(host) ?? { pages: [], next: 0 }
    hosts.set(host, pages)
    pages.pages.push({ page, url, host, attempts: [], hop: undefined })
  }
  const comesBack = (/** @type {any} */ page, /** @type {unknown} */ why) => {
    throw new Error(`${page.url} is not finished: ${JSON.stringify(why)}`)
  }
  let finished = 0
  return {
    hosts: [...hosts.keys()],
    longestHosts: (/** @type {number} */ limit) =>
      [...hosts]
        .map(([host, { pages, next }]) => ({ host, ready: pages.length - next }))
        .filter(({ ready }) => ready > 0)
        .sort((a, b) => b.ready - a.ready)
        .slice(0, limit),
    take(/** @type {string} */ name, /** @type {number} */ limit) {
      const host = hosts.get(name)
      if (host === undefined) return []
      const taken = host.pages.slice(host.next, host.next + limit)
      host.next += taken.length
      return taken
    },
    finish(/** @type {any} */ page, /** @type {any} */ result) {
      if (result.status !== 'ok') comesBack(page, result)
      finished += 1
    },
    retry: comesBack,
    postpone: comesBack,
    move: comesBack,
    park: comesBack,
    unpark: comesBack,
    giveUp: comesBack,
    finishHeldBack: comesBack,
    pauseHost: comesBack,
    nextHostTime: () => undefined,
    promoteDue: () => {},
    nextDueAt: () => undefined,
    get finished() {
      return finished
    },
  }
}
