import { existsSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname } from 'node:path'
import { spokenSize } from './config/spokenSize.ts'
import { statePathOf } from './config/statePath.ts'
import { InputError } from './errors.ts'
import { ASSUMED } from './forecast/assumptions.ts'
import { type DiskNeed, diskForecast } from './forecast/diskForecast.ts'
import { canWrite } from './plan/canWrite.ts'
import { type DiskRoom, diskRoom } from './plan/diskRoom.ts'
import { plannedOutputs } from './plan/plannedOutputs.ts'
import { type ReadFreeSpace, readFreeSpace } from './plan/readFreeSpace.ts'
import { readStateSizes } from './store/foresight.ts'
import type { OutputConfig } from './types.ts'

export interface RoomOptions {
  readonly output: Pick<OutputConfig, 'files' | 'savePages'>
  /** As `ScrapeHooks` have them. */
  readonly state: string | undefined
  readonly fresh: boolean
  readonly warn: (text: string) => void
  /** In place of asking the file systems themselves. */
  readonly readFreeSpace?: ReadFreeSpace
}

/** An empty state with its log; below it not even that can be made. */
const LEAST_BYTES = 512 * 1024

/**
 * Looks before a run begins whether there is room for what it will write. What the last run of the same output has left tells how
 * much that is; where it is plainly more than is free, that is told. Throws an `InputError` where nothing can
 * be written at all. Of a file system that does not say what is free nothing is said.
 */
export async function checkRoom(options: RoomOptions): Promise<void> {
  const { warn, fresh } = options
  const statePath = statePathOf(options.state, options.output.files)
  const stateFolder = statePath === undefined ? tmpdir() : dirname(statePath)
  const needs = await expectedNeeds(options, statePath, stateFolder)
  for (const room of await diskRoom(needs, options.readFreeSpace ?? readFreeSpace)) {
    if (room.freeBytes === undefined) continue
    // A state that is forgotten makes room for the next.
    const freed = fresh && room.folders.includes(stateFolder) ? sizeOf(statePath) : 0
    const freeBytes = room.freeBytes + freed
    if (freeBytes < LEAST_BYTES) await refuseFullDisk(room)
    if (freeBytes < room.neededBytes) warn(shortage(room, freeBytes))
  }
}

/** Where nothing is known of an earlier run, the folders alone. */
async function expectedNeeds(
  { output, fresh }: RoomOptions,
  statePath: string | undefined,
  stateFolder: string,
): Promise<DiskNeed[]> {
  const sizes = statePath === undefined || fresh ? undefined : await knownSizes(statePath)
  const isKnown = sizes?.meanJsonBytes !== undefined && sizes.listed > 0
  const needs = diskForecast({
    pages: sizes?.listed ?? 0,
    newPages: sizes?.isOver === false ? sizes.unfinished : 0,
    jsonBytes: sizes?.meanJsonBytes ?? 0,
    bodyBytes: sizes?.meanBodyBytes ?? ASSUMED.bodyBytes,
    stateFolder,
    outputs: plannedOutputs(output.files, sizes?.isOver ? sizes.listed : undefined),
    savePages: output.savePages,
  })
  return isKnown ? needs : needs.map((need) => ({ ...need, bytes: 0 }))
}

async function knownSizes(
  statePath: string,
): Promise<Awaited<ReturnType<typeof readStateSizes>> | undefined> {
  if (!existsSync(statePath)) return undefined
  try {
    return await readStateSizes(statePath)
  } catch {
    // What is wrong with a state is told when the run opens it.
    return undefined
  }
}

async function refuseFullDisk({ folders, freeBytes = 0 }: DiskRoom): Promise<void> {
  for (const folder of folders) {
    if (await canWrite(folder, LEAST_BYTES)) continue
    throw new InputError(
      `${folder}: there is no room to begin: ${spokenSize(freeBytes)} free on its file system`,
    )
  }
}

function shortage({ folders, neededBytes }: DiskRoom, freeBytes: number): string {
  return (
    `there may be too little room in ${folders.join(' and ')}: ${spokenSize(freeBytes)} free, ` +
    `and by its last start the run needs about ${spokenSize(neededBytes)}`
  )
}

const sizeOf = (path: string | undefined): number =>
  path === undefined ? 0 : (statSync(path, { throwIfNoEntry: false })?.size ?? 0)
