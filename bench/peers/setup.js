/**
 * Installs the programs that are measured beside ours: `node bench/peers/setup.js [NAME …]`, all without a name. They
 * come from their own registries and go to the folder of `home.js`. What cannot be installed is named and left out.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { digestFile, digestOf, homeOf, isInstalled, sourceOf } from './home.js'
import { PEERS } from './peers.js'

const names = process.argv.slice(2)
const unknown = names.find((name) => !PEERS.some((peer) => peer.name === name))
if (unknown !== undefined) {
  console.error(`no peer ${unknown}; there are ${PEERS.map(({ name }) => name).join(', ')}`)
  process.exitCode = 2
} else {
  for (const peer of PEERS) {
    if (names.length === 0 || names.includes(peer.name)) install(peer)
  }
}

function install(/** @type {import('./peer.js').Peer} */ peer) {
  if (isInstalled(peer)) {
    console.log(`${peer.name}: installed`)
    return
  }
  const home = homeOf(peer)
  console.log(`${peer.name}: installing into ${home}`)
  rmSync(digestFile(peer), { force: true })
  for (const file of peer.files) {
    mkdirSync(dirname(join(home, file)), { recursive: true })
    cpSync(join(sourceOf(peer), file), join(home, file))
  }
  try {
    for (const [program = '', ...args] of peer.install)
      execFileSync(program, args, { cwd: home, stdio: 'inherit' })
    writeFileSync(digestFile(peer), digestOf(peer))
  } catch (error) {
    console.error(`${peer.name}: not installed: ${error instanceof Error ? error.message : error}`)
    process.exitCode = 1
  }
}
