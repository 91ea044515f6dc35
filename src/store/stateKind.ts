import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { StateError } from '../errors.ts'
import { isUnreadable, openDatabase } from './database.ts'
import { isMigratable } from './migrations.ts'
import { refuseNetworkFileSystem } from './networkFileSystem.ts'
import { ofAnotherProgram, refuseSpecialFile, writtenByNewer } from './openState.ts'
import { SCHEMA_VERSION } from './schema.ts'
import { readIdentity, startsAsDatabase } from './stateSource.ts'

/**
 * What a run would make of the file where its state is to be: begin one, go on with it, bring it up to date first, or set it
 * aside, since it cannot be read or is too old.
 */
export type StateKind = 'missing' | 'current' | 'older' | 'unreadable'

/** Looks at the file without changing it. Throws the `StateError` that the run would end with. */
export async function stateKind(path: string): Promise<StateKind> {
  await refuseNetworkFileSystem(dirname(path), path)
  refuseSpecialFile(path)
  if (!existsSync(path) || statSync(path).size === 0) return 'missing'
  if (!startsAsDatabase(path)) return 'unreadable'
  const database = openDatabase(':memory:')
  try {
    const { isOurs, isEmpty, version } = await readIdentity(database, path)
    if (isEmpty) return 'missing'
    if (!isOurs) throw new StateError(ofAnotherProgram(path))
    if (version > SCHEMA_VERSION) throw new StateError(writtenByNewer(path))
    if (version === SCHEMA_VERSION) return 'current'
    return isMigratable(version) ? 'older' : 'unreadable'
  } catch (error) {
    if (isUnreadable(error)) return 'unreadable'
    throw error
  } finally {
    database.close()
  }
}
