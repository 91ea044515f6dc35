export { ConfigError, InputError, LockedError, OutputError, StateError } from './errors.ts'
export { type ScrapeHooks, type ScrapeOptions, scrape } from './scrape.ts'
export type * from './types.ts'
