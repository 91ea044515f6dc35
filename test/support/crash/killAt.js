/**
 * For `node --import`: a process that ends itself with SIGKILL at a moment of its choosing. A moment is a call that leaves
 * something behind, or reads it: a statement of the database, or what is done to a file. Its name is what is called, with the SQL or the
 * names of the files: `exec COMMIT`, `run INSERT INTO …`, `sync out.json.textmill-tmp`, `rename out.json.textmill-tmp out.json`.
 *
 * `TEXTMILL_KILL_AT` is a `KillPoint` as JSON. Without it nothing is killed. `TEXTMILL_MOMENTS` names a file that the number of moments
 * is written to when the process ends by itself.
 */
import { writeFileSync } from 'node:fs'
import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { basename } from 'node:path'
import { isMainThread } from 'node:worker_threads'
import Database from 'libsql'

/**
 * @typedef {object} KillPoint
 * @property {readonly Step[]} steps one after another; the process ends at the last of them
 * @property {'before' | 'after'} when whether that call is still made
 *
 * @typedef {readonly [pattern: string, nth: number]} Step the nth moment from here on whose name matches a regular expression
 */

const { TEXTMILL_KILL_AT: killAt, TEXTMILL_MOMENTS: momentsFile } = process.env
/** @type {KillPoint | undefined} */
const point = killAt === undefined ? undefined : JSON.parse(killAt)
const steps = (point?.steps ?? []).map(([pattern, nth]) => ({ pattern: new RegExp(pattern), left: nth }))
let moments = 0

function die() {
  process.kill(process.pid, 'SIGKILL')
}

/** Whether this is the last moment. */
function isLast(/** @type {string} */ name) {
  moments += 1
  const step = steps[0]
  if (step === undefined || !step.pattern.test(name)) return false
  step.left -= 1
  if (step.left > 0) return false
  steps.shift()
  return steps.length === 0
}

/**
 * @template T
 * @param {string} name
 * @param {() => T} work
 * @returns {T}
 */
function moment(name, work) {
  if (!isLast(name)) return work()
  if (point?.when === 'before') die()
  const done = work()
  if (done instanceof Promise) return /** @type {T} */ (done.then(die))
  die()
  return done
}

/** Makes a moment of a method: `method` of `object`, called `verb`, and what `nameOf` says of its arguments. */
function watch(
  /** @type {any} */ object,
  /** @type {string} */ method,
  /** @type {(args: readonly any[]) => string} */ nameOf,
  verb = method,
) {
  const original = object[method]
  object[method] = function (/** @type {any[]} */ ...args) {
    return moment(`${verb} ${nameOf(args)}`, () => original.apply(this, args))
  }
}

const firstLine = (/** @type {string} */ sql) => sql.replaceAll(/\s+/g, ' ').trim()
const names = (/** @type {readonly any[]} */ paths) => paths.map((path) => basename(String(path))).join(' ')

function watchDatabases() {
  const prototype = /** @type {any} */ (Database).prototype
  watch(prototype, 'exec', ([sql]) => firstLine(sql))
  watch(prototype, 'close', () => 'a database')
  const prepare = prototype.prepare
  prototype.prepare = function (/** @type {string} */ sql) {
    const statement = prepare.call(this, sql)
    for (const method of ['run', 'get', 'all']) {
      // What has no rows is run, whatever it is run by.
      watch(statement, method, () => firstLine(sql), statement.reader ? method : 'run')
    }
    return statement
  }
}

function watchFiles() {
  watch(fs, 'rename', ([from, to]) => names([from, to]))
  watch(fs, 'rm', ([path]) => names([path]))
  const open = fs.open
  fs.open = async (path, flags, mode) => {
    const file = await moment(`open ${names([path])}`, () => open(path, flags, mode))
    for (const method of ['writeFile', 'chmod', 'sync', 'close']) watch(file, method, () => names([path]))
    return file
  }
  syncBuiltinESMExports()
}

// A thread that analyses has none of these moments.
if (isMainThread) {
  watchDatabases()
  watchFiles()
  if (momentsFile !== undefined) process.once('exit', () => writeFileSync(momentsFile, String(moments)))
}
