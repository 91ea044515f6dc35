import { createRequire } from 'node:module'

/** The version in package.json, read through the package's own name: the same from `src/` and from `dist/`. */
export const version = (createRequire(import.meta.url)('textmill/package.json') as { version: string })
  .version
