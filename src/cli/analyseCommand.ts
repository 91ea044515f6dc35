import { analyseFiles, type FileResult } from '../analyseFiles.ts'
import { wrongValue } from '../config/problem.ts'
import { ConfigError, InputError } from '../errors.ts'
import { isFolder } from '../savedPages/localSources.ts'
import { analyseArchive } from './analyseArchive.ts'
import type { Arguments } from './commandLine.ts'
import { exitCodes } from './exitCodes.ts'
import { givenConfig } from './givenConfig.ts'
import type { CommandIo } from './io.ts'
import { writeText } from './writeText.ts'

/**
 * Analyses local files and prints what was found: one file's `PageAnalysis` as a document, several, or those of a
 * folder, as a line each. Resolves to the exit code.
 */
export async function analyseCommand(given: Arguments, io: CommandIo): Promise<number> {
  const files = given.inputs
  if (files.length === 0) throw new InputError('nothing to analyse: give a file, or - for standard input')
  const url = pageUrl(given.values.get('url')?.at(-1))
  const { config } = await givenConfig(given, io)
  if (given.values.has('output')) return analyseArchive(given, io, config)
  io.tuneEngine()
  const results = analyseFiles({
    files,
    config,
    url,
    contentType: given.values.get('content-type')?.at(-1) ?? null,
    stdin: io.stdin ?? process.stdin,
    warn: (message) => io.terminal.line(`warning: ${message}`),
  })
  const isOnePage = files.length === 1 && !files.some(isFolder)
  const textOf = isOnePage ? documentText : lineText
  let exitCode: number = exitCodes.finished
  for await (const result of results) {
    if ('failure' in result) {
      exitCode = exitCodes.pagesFailed
      const { code, message } = result.failure
      io.terminal.line(`${result.file === '-' ? 'standard input' : result.file}: ${code}: ${message}`)
    }
    const text = textOf(result)
    if (text !== '' && !(await writeText(text, io.stdout))) return exitCodes.finished
  }
  return exitCode
}

function documentText(result: FileResult): string {
  return 'json' in result ? `${JSON.stringify(JSON.parse(result.json), null, 2)}\n` : ''
}

/** As in the result of a run, a file that fails is a row. */
function lineText(result: FileResult): string {
  const file = `"file":${JSON.stringify(result.file.toWellFormed())}`
  const named = result.url === undefined ? file : `${file},"url":${JSON.stringify(result.url)}`
  return 'json' in result
    ? `{${named},"status":"ok","analysis":${result.json}}\n`
    : `{${named},"status":"failed","failure":${JSON.stringify(result.failure)}}\n`
}

function pageUrl(written: string | undefined): string | null {
  if (written === undefined) return null
  const url = URL.canParse(written) ? new URL(written) : undefined
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    const allowed = 'an absolute http or https URL'
    const problem = wrongValue({ key: 'url', name: '--url', value: written, allowed, isSecret: false })
    throw new ConfigError(problem.message, [problem])
  }
  url.hash = ''
  url.username = ''
  url.password = ''
  return url.href
}
