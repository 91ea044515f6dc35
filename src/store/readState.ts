import { openDatabase } from './database.ts'
import { createStateReader, type StateReader } from './stateReader.ts'
import { refuseNoState, withSource } from './stateSource.ts'

/**
 * Does the work on what stands in a state, which may be that of a run that goes on: it sees what was committed. Nothing is
 * written, and no lock is taken. Throws an `InputError` for what is no state, a `StateError` for one that cannot be read.
 */
export async function readState<T>(path: string, work: (state: StateReader) => T): Promise<T> {
  await refuseNoState(path)
  const database = openDatabase(':memory:')
  try {
    return await withSource(database, path, async () => work(createStateReader(database)))
  } finally {
    database.close()
  }
}
