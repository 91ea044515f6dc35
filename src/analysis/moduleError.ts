import { InputError } from '../errors.ts'

/** What is wrong with the user's module. */
export const moduleError = (message: string): InputError =>
  new InputError(message, { key: 'analysis.module' })
