import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'

/** What the figures were measured on, and with which versions. */
export function machine() {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryMb: Math.round(totalmem() / 1024 ** 2),
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
  }
}

/** @returns {Record<string, string>} */
export function versions() {
  const packages = ['undici', 'piscina', 'libsql', 'htmlparser2', 'p-limit']
  const installed = packages.map((name) => [name, versionOf(`../../node_modules/${name}/package.json`)])
  return { textmill: versionOf('../../package.json'), ...Object.fromEntries(installed) }
}

/** @returns {string} */
function versionOf(/** @type {string} */ path) {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')).version
}
