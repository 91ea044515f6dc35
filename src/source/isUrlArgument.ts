import { inputKind } from '../config/inputKind.ts'

/** Whether an argument of the command line is a page's URL; anything else names a file. */
export function isUrlArgument(argument: string): boolean {
  return inputKind(argument) === 'page'
}
