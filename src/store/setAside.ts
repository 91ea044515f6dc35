import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'

/** The files that one state may consist of. */
export const stateFiles = (path: string): string[] => [path, `${path}-wal`, `${path}-shm`]

/**
 * Gives a state that is of no use another name, `<path>.<reason>-<number>`, which is returned; its write-ahead log goes with it. Never takes
 * the place of another file, and wherever it is killed the state is under one of the two names.
 */
export function setAside(path: string, reason: string): string {
  let number = 1
  while (existsSync(`${path}.${reason}-${number}`)) number += 1
  const aside = `${path}.${reason}-${number}`
  // A file of this name is half of an attempt that was killed here.
  if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${aside}-wal`)
  renameSync(path, aside)
  for (const file of stateFiles(path)) rmSync(file, { force: true })
  return aside
}
