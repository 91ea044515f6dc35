/** Builds dist/: the command, the worker and the library as bundled files, and the library's types. */
import { execFileSync } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { bundle } from './bundle.js'

const root = fileURLToPath(new URL('..', import.meta.url))
await rm(`${root}/dist`, { recursive: true, force: true })
await bundle(root)
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tools/types.tsconfig.json'], {
  cwd: root,
  stdio: 'inherit',
})
