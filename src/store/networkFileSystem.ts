import { statfs } from 'node:fs/promises'
import { StateError } from '../errors.ts'

/** Numbers that Linux gives the file systems of other machines (`statfs(2)`), on which WAL does not work. */
const NETWORK_FILE_SYSTEMS = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xfe534d42, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0x5346414f, 'AFS'],
  [0x00c36400, 'Ceph'],
])

/** Throws a `StateError` when the folder lies on a network file system; SQLite's WAL needs memory shared with one machine. */
export async function refuseNetworkFileSystem(folder: string, statePath: string): Promise<void> {
  const kind = await networkFileSystem(folder)
  if (kind === undefined) return
  throw new StateError(
    `the state ${statePath} would lie on a network file system (${kind}), where it is not safe: ` +
      'name a local file with --state',
  )
}

/** The kind of network file system that a folder lies on, or undefined. */
export async function networkFileSystem(folder: string): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined
  try {
    return NETWORK_FILE_SYSTEMS.get((await statfs(folder)).type >>> 0)
  } catch {
    // A folder that cannot be looked at is reported when the state is opened in it.
    return undefined
  }
}
