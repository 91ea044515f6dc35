import { Console } from 'node:console'
import { bugLine, exitCodes } from './exitCodes.ts'
import { run } from './run.ts'
import { tuneEngine, tuneEngineToMerge } from './tuneEngine.ts'

/** Runs a command line in this process and resolves to the exit code. The process then ends by itself. */
export async function main(argv: readonly string[]): Promise<number> {
  // Standard output belongs to the results, whatever a user's module prints when it runs without threads.
  globalThis.console = new Console(process.stderr, process.stderr)
  // An error that nobody catches ends the process with its stack, as always, but with our code for a bug.
  process.once('uncaughtExceptionMonitor', () => {
    process.stderr.write(`${bugLine}\n`)
    process.once('exit', () => {
      process.exitCode = exitCodes.bug
    })
  })
  // Nobody is left to tell.
  process.stderr.on('error', () => {})
  return run(argv, {
    runScrape: async (config, hooks) => (await import('../scrape.ts')).runScrape(config, hooks),
    tuneEngine,
    tuneEngineToMerge,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    signals: process,
  })
}
