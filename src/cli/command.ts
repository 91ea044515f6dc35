#!/usr/bin/env node
import { version } from '../config/version.ts'

const argv = process.argv.slice(2)
if (argv.length === 1 && argv[0] === '--version') {
  process.stdout.write(`${version}\n`)
} else if (!hasFolder()) {
  process.stderr.write('the current folder does not exist any more\n')
  process.exitCode = 2
} else {
  // Only now, so that the version costs nothing else.
  const { main } = await import('./main.ts')
  process.exitCode = await main(argv)
}

/** A folder that was removed under its shell is none that a path could be looked up from; what is loaded next asks for it at once. */
function hasFolder(): boolean {
  try {
    process.cwd()
    return true
  } catch {
    return false
  }
}
