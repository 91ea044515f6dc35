import { fileURLToPath } from 'node:url'
import { bundle } from '../../tools/bundle.js'

/** Tests that start a thread or the command run the bundle of the sources as they are now. */
export default async function buildOnce(): Promise<void> {
  await bundle(fileURLToPath(new URL('../..', import.meta.url)))
}
