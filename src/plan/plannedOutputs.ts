import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { isOrdinaryFile } from '../config/statePath.ts'
import type { PlannedOutput } from '../forecast/diskForecast.ts'
import { outputShare } from '../output/outputShare.ts'

/**
 * The outputs that take room: files, not standard output, devices or pipes. Where a run of so many pages has written one before,
 * it tells how large it will be.
 */
export function plannedOutputs(files: readonly string[], pagesBefore: number | undefined): PlannedOutput[] {
  return files.filter(isOrdinaryFile).map((file) => {
    const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0
    const isKnown = pagesBefore !== undefined && pagesBefore > 0 && bytes > 0
    return {
      folder: dirname(file),
      share: outputShare(file),
      ...(isKnown && { knownBytesPerPage: bytes / pagesBefore }),
    }
  })
}
