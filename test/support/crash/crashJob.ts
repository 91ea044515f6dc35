import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../../../src/store/database.ts'
import { startCommand } from '../command.ts'
import type { CrashSite } from './crashSite.ts'
import type { KillPoint } from './killAt.js'

export type { KillPoint }

const PRELOAD = import.meta.resolve('./killAt.js')
/** So that there are several groups. */
const FEW_AT_ONCE: Bounds = { concurrency: 2, threads: 0 }
const OUTPUTS = ['out.json', 'out.jsonl', 'out.csv']

export interface CrashJobOptions {
  readonly site: CrashSite
  /** A folder of its own, which is made. */
  readonly folder: string
  /** A job that has come to its end: this one is its next run. */
  readonly after?: CrashJob
  /** Its own among those that ask the site. */
  readonly name: string
  /** Of the site. */
  readonly version: 1 | 2
  readonly bounds?: Bounds
}

export interface Bounds {
  readonly concurrency: number
  readonly threads: number
}

/** A job that is started again and again until it has come to its end. */
export interface CrashJob {
  /** What it is done in. */
  readonly workplace: string
  /** Resolves when the process has ended, by itself or at the point. */
  start(kill?: KillPoint): Promise<Start>
  /** How many pages have no committed result yet. */
  unfinished(): number
  /** What does not depend on time: the document without `run`, the lines sorted, the table, and the names of all files. */
  result(): Result
}

/** What became of one start. */
export interface Start {
  readonly end: 'killed' | 'finished'
  readonly stderr: string
  /** Whether the run was over when the process ended. */
  readonly isClosed: boolean
  /** Pages that had a committed result before, and were asked for all the same. */
  readonly askedAgain: readonly string[]
  /** Lines that a reader of the `.jsonl` could have seen of pages without a committed result. */
  readonly toldTooEarly: readonly string[]
  /** How many moments the process has had, if it has ended by itself. */
  readonly moments: number
}

export interface Result {
  readonly document: string
  readonly lines: readonly string[]
  readonly table: string
  readonly files: readonly string[]
}

export function createCrashJob({ site, folder, after, name, version, bounds }: CrashJobOptions): CrashJob {
  const workplace = join(folder, 'work')
  const at = (file: string): string => join(workplace, file)
  mkdirSync(workplace, { recursive: true })
  if (after !== undefined) cpSync(after.workplace, workplace, { recursive: true })
  let looks = 0
  const committed = (): Committed => {
    looks += 1
    return committedPages(at('out.json.state'), join(folder, `copy-${looks}.state`))
  }
  writeFileSync(at('urls.txt'), site.urls.join('\n'))
  const userAgent = `${name}/${version}`
  const { concurrency, threads } = bounds ?? FEW_AT_ONCE
  const args = [
    'urls.txt',
    ...OUTPUTS.flatMap((file) => ['-o', file]),
    ...['--concurrency', `${concurrency}`, '--per-host', `${concurrency}`, '--threads', `${threads}`],
    ...['--retries', '1', '--user-agent', userAgent],
  ]
  return {
    workplace,
    async start(kill) {
      const before = committed()
      const askedBefore = new Map(site.asked(userAgent))
      const { ended } = startCommand(args, {
        cwd: workplace,
        preload: PRELOAD,
        env: {
          TEXTMILL_MOMENTS: join(folder, 'moments'),
          ...(kill !== undefined && { TEXTMILL_KILL_AT: JSON.stringify(kill) }),
        },
      })
      const { status, stderr } = await ended
      if (status !== 'SIGKILL' && status !== 1) throw new Error(`ended with ${status}: ${stderr}`)
      const after = committed()
      const asked = [...site.asked(userAgent)].filter(([url, times]) => times > (askedBefore.get(url) ?? 0))
      return {
        end: status === 1 ? 'finished' : 'killed',
        stderr,
        isClosed: after.isClosed,
        askedAgain: asked.map(([url]) => url).filter((url) => before.pages.has(url)),
        toldTooEarly:
          status === 1 ? [] : linesTold(at('out.jsonl.partial')).filter((url) => !after.pages.has(url)),
        moments: status === 1 ? Number(readFileSync(join(folder, 'moments'), 'utf8')) : 0,
      }
    },
    unfinished: () => site.pages - committed().pages.size,
    result: () => ({
      document: readFileSync(at('out.json'), 'utf8').replace(/\n"run": .*\n}\n$/, ''),
      lines: readFileSync(at('out.jsonl'), 'utf8').trimEnd().split('\n').sort(),
      table: readFileSync(at('out.csv'), 'utf8'),
      files: readdirSync(workplace).sort(),
    }),
  }
}

interface Committed {
  /** URLs that have a result of the open run. */
  readonly pages: ReadonlySet<string>
  readonly isClosed: boolean
}

/** What the state holds, read from a copy: looking into it would mend what a kill has left. */
function committedPages(state: string, copy: string): Committed {
  const nothing = { pages: new Set<string>(), isClosed: false }
  if (!existsSync(state)) return nothing
  copyFileSync(state, copy)
  if (existsSync(`${state}-wal`)) copyFileSync(`${state}-wal`, `${copy}-wal`)
  const database = openDatabase(copy)
  try {
    if (database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'runs'").first() === undefined)
      return nothing
    const run = database.prepare('SELECT id, closed_at FROM runs ORDER BY id DESC LIMIT 1').first()
    if (run === undefined) return nothing
    const [id = 0, closedAt] = run
    if (closedAt !== null) return { ...nothing, isClosed: true }
    const pages = database
      .prepare('SELECT p.key FROM results r JOIN pages p ON p.id = r.page WHERE r.run = ?')
      .all(id)
    return { pages: new Set(pages.map(([key]) => String(key))), isClosed: false }
  } finally {
    database.close()
  }
}

/** The pages of all whole lines that stand in the `.jsonl` of a run that is not over, its duplicates and failures of the list aside. */
function linesTold(path: string): string[] {
  if (!existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1)
  const rows = lines.map(
    (line) => JSON.parse(line) as { url: string; reason?: string; failure?: { code: string } },
  )
  return rows
    .filter(({ reason, failure }) => reason !== 'duplicate' && failure?.code !== 'invalid-url')
    .map(({ url }) => url)
}
