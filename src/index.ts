export {
  ConfigError,
  type ConfigProblem,
  InputError,
  LockedError,
  OutputError,
  StateError,
  StoppedError,
} from './errors.ts'
export type { ScrapeHooks, ScrapeOptions } from './hooks.ts'
export { scrape } from './scrape.ts'
export type * from './types.ts'
