import { existsSync, statSync } from 'node:fs'
import { realPath } from '../config/realPath.ts'
import type { StateDatabase } from './database.ts'

/** What a state takes up on the disk. */
export interface StateSize {
  /** Of the file. */
  readonly bytes: number
  /** Of its write-ahead log, which the file takes in later. */
  readonly logBytes: number
  /** Of the file, what nothing stands in: the next results fill it. */
  readonly freeBytes: number
}

/** `schema` is the name that statements of the database know the state by. */
export function stateSize(database: StateDatabase, path: string, schema: string): StateSize {
  const pragma = (name: string): number => Number(database.prepare(`PRAGMA ${schema}.${name}`).first()?.[0])
  return {
    bytes: fileBytes(path),
    logBytes: fileBytes(logOf(path)),
    freeBytes: pragma('freelist_count') * pragma('page_size'),
  }
}

/** Of the file and its log; 0 for what is not there. */
export const wholeBytes = (path: string): number => fileBytes(path) + fileBytes(logOf(path))

const fileBytes = (path: string): number => (existsSync(path) ? statSync(path).size : 0)

/** Beside the file itself, also where the state is a symbolic link to it. */
export const logOf = (path: string): string => `${realPath(path)}-wal`
