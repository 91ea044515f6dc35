import { constants } from 'node:fs'
import { access, lstat, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errorCode, errorMessage, InputError } from '../../errors.ts'
import { cookiesOf, cookiesTxt, type FiledCookie } from './cookiesTxt.ts'

/**
 * The cookies of a cookies.txt; none where there is no such file. Throws an `InputError` for one that cannot be read,
 * is no regular file, or is no cookies.txt.
 */
export async function readCookieJar(file: string): Promise<FiledCookie[]> {
  await checkFolder(file)
  return cookiesOf((await content(file)).replace(/^\u00ef\u00bb\u00bf/, ''), file)
}

/** Better now than at the end of the run, when its cookies would be lost. */
async function checkFolder(file: string): Promise<void> {
  try {
    await access(dirname(file), constants.W_OK)
  } catch (error) {
    throw new InputError(`cannot write the cookies to ${file}: ${errorMessage(error)}`)
  }
}

/** One character for each byte, as headers are read and sent: what a server has set goes back to it unchanged. */
async function content(file: string): Promise<string> {
  try {
    if (!(await stat(file)).isFile()) throw new Error('it is no regular file')
    return await readFile(file, 'latin1')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return ''
    throw new InputError(`cannot read the cookies in ${file}: ${errorMessage(error)}`)
  }
}

/** Replaces the file at once and whole, for its owner alone to read (0600). A symbolic link stays one. */
export async function writeCookieJar(file: string, cookies: readonly FiledCookie[]): Promise<void> {
  const target = await linkTarget(file)
  const temporary = `${target}.textmill-tmp`
  // What a killed run has left may be open to others, and would stay so.
  await rm(temporary, { force: true })
  try {
    await using handle = await open(temporary, 'wx', 0o600)
    await handle.writeFile(cookiesTxt(cookies), 'latin1')
    await handle.sync()
    await rename(temporary, target)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

async function linkTarget(file: string): Promise<string> {
  const stats = await lstat(file).catch(() => undefined)
  return stats?.isSymbolicLink() === true ? realpath(file) : file
}
