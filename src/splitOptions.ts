import { wrongValue } from './config/problem.ts'
import { refuse } from './config/settings.ts'
import type { ScrapeHooks, ScrapeOptions } from './hooks.ts'
import type { ScraperOptions } from './types.ts'

interface HookKind {
  readonly allowed: string
  readonly fits: (value: unknown) => boolean
}

const callback: HookKind = { allowed: 'a function', fits: (value) => typeof value === 'function' }
const toggle: HookKind = { allowed: 'true or false', fits: (value) => typeof value === 'boolean' }

const kinds: Readonly<Record<keyof ScrapeHooks, HookKind>> = {
  state: { allowed: 'the path of a file', fits: (value) => typeof value === 'string' && value !== '' },
  fresh: toggle,
  retryFailed: toggle,
  signal: { allowed: 'an AbortSignal', fits: (value) => value instanceof AbortSignal },
  onResult: callback,
  onStart: callback,
  onMerge: callback,
  onMessage: callback,
  stdin: { allowed: 'a readable stream', fits: (value) => hasMethod(value, Symbol.asyncIterator) },
  stdout: { allowed: 'a writable stream', fits: (value) => hasMethod(value, 'write') },
}

/**
 * Tells the hooks among the options from the configuration; one that is undefined is as good as left out. Throws a `ConfigError` that
 * names each hook of another type. The configuration is not looked at.
 */
export function splitOptions(options: ScrapeOptions): {
  readonly hooks: ScrapeHooks
  readonly config: ScraperOptions
} {
  const isObject = typeof options === 'object' && options !== null && !Array.isArray(options)
  if (!isObject) return { hooks: {}, config: options }
  const entries = Object.entries(options)
  const hooks = entries.filter(([name, value]) => isHook(name) && value !== undefined)
  refuse(
    hooks.flatMap(([name, value]) => {
      const { allowed, fits } = kinds[name as keyof ScrapeHooks]
      return fits(value) ? [] : [wrongValue({ key: name, name, value, allowed, isSecret: false })]
    }),
  )
  return {
    hooks: Object.fromEntries(hooks),
    config: Object.fromEntries(entries.filter(([name]) => !isHook(name))),
  }
}

const isHook = (name: string): boolean => Object.hasOwn(kinds, name)

function hasMethod(value: unknown, name: PropertyKey): boolean {
  return typeof (value as Record<PropertyKey, unknown> | null)?.[name] === 'function'
}
