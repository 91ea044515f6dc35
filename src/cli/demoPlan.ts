import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { FailureCode } from '../types.ts'

/** What the demonstration's site serves, and what a run over it is meant to find: `fixtures/site/site.json`. */
export interface DemoPlan {
  /** The lines of the list. One that begins with a slash is a path on the site. */
  readonly list: readonly string[]
  /** The lines that fail on purpose, and how. */
  readonly failures: Readonly<Record<string, FailureCode>>
  /** The lines whose results are shown. */
  readonly shown: readonly string[]
  /** The answer to any path that has no route. */
  readonly notFound: DemoRoute
  /** The first answer of a route that is unavailable at first. */
  readonly unavailable: DemoRoute
  /** Answers by path. */
  readonly routes: Readonly<Record<string, DemoRoute>>
}

export interface DemoRoute {
  /** Path of the body, relative to the site's folder. None: an empty body. */
  readonly file?: string
  /** 200 unless it says otherwise. */
  readonly statusCode?: number
  readonly contentType?: string
  readonly location?: string
  readonly latencyMs: number
  readonly compression?: 'gzip' | 'br'
  /** How the first request fails: a 503, or a connection that closes half-way through the body. */
  readonly first?: 'unavailable' | 'cut'
}

/** The folder of the site, in a checkout as in an installed package, bundled or not. */
export function demoFolder(): string {
  const manifest = createRequire(import.meta.url).resolve('textmill/package.json')
  return join(dirname(manifest), 'fixtures/site')
}

export async function readDemoPlan(folder: string): Promise<DemoPlan> {
  return JSON.parse(await readFile(join(folder, 'site.json'), 'utf8'))
}
