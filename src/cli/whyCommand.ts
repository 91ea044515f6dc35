import { InputError } from '../errors.ts'
import { explainPage } from '../explainPage.ts'
import type { Arguments } from './commandLine.ts'
import { exitCodes } from './exitCodes.ts'
import { givenConfig } from './givenConfig.ts'
import { givenState } from './givenState.ts'
import type { CommandIo } from './io.ts'
import { printable } from './printable.ts'
import { storyJson } from './storyJson.ts'
import { storyLines } from './storyLines.ts'
import { writeText } from './writeText.ts'

/** Prints what became of the given pages. Resolves to the exit code: 1 when a page is not in the state. */
export async function whyCommand(given: Arguments, io: CommandIo): Promise<number> {
  if (given.inputs.length === 0 || given.inputs.some((text) => text.trim() === ''))
    throw new InputError('no page to explain: give its URL')
  const { config } = await givenConfig(given, io)
  const state = givenState(given, config)
  let exitCode: number = exitCodes.finished
  for (const text of given.inputs) {
    const story = await explainPage(state, text.trim(), config)
    if (story.page === undefined) exitCode = exitCodes.pagesFailed
    const told = given.switches.has('json') ? storyJson(story) : storyLines(story).map(printable).join('\n')
    if (!(await writeText(`${told}\n`, io.stdout))) return exitCodes.finished
  }
  return exitCode
}
