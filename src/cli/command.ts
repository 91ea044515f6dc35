#!/usr/bin/env node
import { version } from '../config/version.ts'

const argv = process.argv.slice(2)
if (argv.length === 1 && argv[0] === '--version') {
  process.stdout.write(`${version}\n`)
} else {
  // Only now, so that the version costs nothing else.
  const { main } = await import('./main.ts')
  process.exitCode = await main(argv)
}
