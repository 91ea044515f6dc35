import type { StateDatabase } from './database.ts'

const ROWS_PER_READ = 1000

/** All URLs of a host name lie within these, each from its first text up to its second. */
const rangesOf = (name: string): Array<readonly [string, string]> =>
  ['http', 'https'].flatMap((scheme) => [
    [`${scheme}://${name}/`, `${scheme}://${name}0`] as const,
    [`${scheme}://${name}:`, `${scheme}://${name};`] as const,
  ])

/**
 * Forgets what was learned of hosts that no page of the state is at, or was redirected to, unless they asked to be left alone until a time
 * that is yet to come. Returns how many those are.
 */
export function forgetHosts(database: StateDatabase, now: number): number {
  const selectPage = database.prepare('SELECT 1 FROM pages WHERE key >= ? AND key < ? LIMIT 1')
  const isHostOfPage = (name: string): boolean =>
    rangesOf(name).some((range) => selectPage.first(...range) !== undefined)
  const idle = database
    .prepare('SELECT name FROM host_memory WHERE paused_until < ?1 AND refused_until < ?1')
    .all(now)
    .map(([name]) => String(name))
  const unknown = new Set(idle.filter((name) => !isHostOfPage(name)))
  for (const name of redirectedTo(database, unknown.size)) unknown.delete(name)
  const drop = database.prepare('DELETE FROM host_memory WHERE name = ?')
  for (const name of unknown) drop.run(name)
  return unknown.size
}

/** The host names that pages of other URLs came from; nobody wants to know where there is no `interest`. */
function* redirectedTo(database: StateDatabase, interest: number): Generator<string> {
  if (interest === 0) return
  const select = database.prepare(
    `SELECT r.page, r.final_url FROM results r JOIN pages p ON p.id = r.page
     WHERE r.page > ? AND r.final_url <> p.key ORDER BY r.page LIMIT ${ROWS_PER_READ}`,
  )
  for (let last: number | undefined = -1; last !== undefined; ) {
    const rows = select.all(last)
    for (const [, url] of rows) yield new URL(String(url)).hostname
    last = rows.length === 0 ? undefined : Number(rows.at(-1)?.[0])
  }
}
