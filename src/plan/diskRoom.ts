import type { DiskNeed } from '../forecast/diskForecast.ts'
import type { ReadFreeSpace } from './readFreeSpace.ts'

/** What is to be written to one file system, and what is free there. */
export interface DiskRoom {
  readonly folders: readonly string[]
  readonly neededBytes: number
  readonly needs: readonly DiskNeed[]
  /** Undefined where nobody can tell. */
  readonly freeBytes: number | undefined
}

/** The needs by their file systems, in the order of the needs. A folder of which nothing is known is one of its own. */
export async function diskRoom(
  needs: readonly DiskNeed[],
  readFreeSpace: ReadFreeSpace,
): Promise<DiskRoom[]> {
  const folders = [...new Set(needs.map(({ folder }) => folder))]
  const systems = new Map(
    await Promise.all(folders.map(async (folder) => [folder, await readFreeSpace(folder)] as const)),
  )
  const rooms = new Map<string, { needs: DiskNeed[]; freeBytes: number | undefined }>()
  for (const need of needs) {
    const found = systems.get(need.folder)
    const name = found === undefined ? `folder ${need.folder}` : `device ${found.device}`
    const room = rooms.get(name) ?? { needs: [], freeBytes: found?.freeBytes }
    room.needs.push(need)
    rooms.set(name, room)
  }
  return [...rooms.values()].map(({ needs: own, freeBytes }) => ({
    folders: [...new Set(own.map(({ folder }) => folder))],
    neededBytes: own.reduce((sum, { bytes }) => sum + bytes, 0),
    needs: own,
    freeBytes,
  }))
}
