import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { resolveOptions } from '../config/resolveOptions.ts'
import type { ScrapeHooks } from '../hooks.ts'
import type { PageResult, ScrapeReport, ScraperConfig } from '../types.ts'
import { type DemoPlan, demoFolder, readDemoPlan } from './demoPlan.ts'
import { createDemoSite, type Schedule } from './demoSite.ts'
import { demoSummary, pageCounts } from './demoSummary.ts'
import { exitCodes } from './exitCodes.ts'
import { printable } from './printable.ts'

export interface DemoOptions {
  /** The file to write, or `-`. Default: `textmill-demo.json` in the current folder. */
  readonly output?: string
  /** Write the file and say nothing. */
  readonly quiet: boolean
}

export interface DemoIo {
  readonly stdout?: NodeJS.WritableStream
  readonly stderr?: NodeJS.WritableStream
  readonly signal?: AbortSignal
  /** What else the caller wants to hear of the run: its progress, its messages. */
  readonly hooks?: Pick<ScrapeHooks, 'onStart' | 'onMessage' | 'onResult'>
  /** The main job. */
  readonly runScrape?: (config: ScraperConfig, hooks: ScrapeHooks) => Promise<ScrapeReport>
  /** How the site waits before it answers. */
  readonly schedule?: Schedule
}

/**
 * Serves the site of `fixtures/site` on loopback and runs the main job on it. Leaves the output and nothing else.
 * Resolves to the exit code: 0 when the run found what the site intends, its deliberate failures included; 1 when it
 * found anything else; 3 when it was stopped. Rejects like `runScrape` when it could not start.
 */
export async function runDemo(options: DemoOptions, io: DemoIo = {}): Promise<number> {
  const { output = 'textmill-demo.json', quiet } = options
  const { stdout = process.stdout, stderr = process.stderr } = io
  // The talk must not mix with the result.
  const talk = output === '-' ? stderr : stdout
  const say = (lines: readonly string[]): void => {
    if (!quiet) talk.write(`${lines.map(printable).join('\n')}\n`)
  }
  const folder = demoFolder()
  const plan = await readDemoPlan(folder)
  await using site = await createDemoSite(folder, plan, io.schedule)
  await using scratch = await createScratchFolder()
  say(introduction(site.origin))

  const input = join(scratch.path, 'urls.txt')
  await writeFile(input, inputLines(plan, site.origin).join('\n'))
  // The site is on this machine: no proxy knows the way.
  const config = resolveOptions({ input: [input], fetch: { proxy: 'none' }, output: { files: [output] } })
  const results: PageResult[] = []
  const runScrape = io.runScrape ?? (await import('../scrape.ts')).runScrape
  // The lock of an output whose state lies elsewhere; nobody else can want it.
  await using _lock = { [Symbol.asyncDispose]: () => rm(`${output}.state.lock`, { force: true }) }
  const report = await runScrape(config, {
    ...io.hooks,
    state: join(scratch.path, 'demo.state'),
    stdout,
    onResult: (result) => {
      results.push(result)
      io.hooks?.onResult?.(result)
    },
    ...(io.signal !== undefined && { signal: io.signal }),
  })
  if (report.outcome === 'interrupted') {
    say(['', 'stopped before the end; the demonstration starts over next time', ...written(report)])
    return exitCodes.stopped
  }
  say(['', ...demoSummary(plan, site, results), '', ...ending(report)])
  if (isIntended(plan, report)) return exitCodes.finished
  // Wrong, and so to be said even to who wants to hear nothing else.
  stderr.write(`not as the site intends: ${JSON.stringify(results.flatMap(unintended(plan)))}\n`)
  return exitCodes.pagesFailed
}

function unintended(plan: DemoPlan): (result: PageResult) => object[] {
  const intended = new Set(Object.values(plan.failures))
  return (result) =>
    result.status === 'failed' && !intended.has(result.failure.code) ? [result.failure] : []
}

async function createScratchFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'textmill-demo-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

function inputLines(plan: DemoPlan, origin: string): string[] {
  return plan.list.map((line) => (line.startsWith('/') ? origin + line : line))
}

function introduction(origin: string): string[] {
  return [
    'The Quernby Almanac, the small newspaper of a town that does not exist,',
    `is being served at ${origin} for as long as this takes.`,
  ]
}

function ending(report: ScrapeReport): string[] {
  return [
    ...written(report),
    '',
    'Try next:',
    '  npx scrape https://example.com/ -o out.json',
    '  npx scrape init',
  ]
}

function written({ written: files, summary }: ScrapeReport): string[] {
  const names = files.map((file) => (file === '-' ? 'to standard output' : file))
  return names.length === 0 ? [] : [`wrote ${names.join(', ')} (${pageCounts(summary)})`]
}

function isIntended(plan: DemoPlan, { summary }: ScrapeReport): boolean {
  const found = Object.entries(summary.byFailure).flatMap(([code, count]) => Array<string>(count).fill(code))
  return found.sort().join() === Object.values(plan.failures).sort().join()
}
