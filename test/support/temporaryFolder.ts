import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder of the running test's own, which is removed after it. Returns what makes a path in it. */
export async function temporaryFolder(): Promise<(name: string) => string> {
  const folder = await mkdtemp(join(tmpdir(), 'textmill-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return (name) => join(folder, name)
}
