import type { NotableElements } from './notableElements.ts'

/**
 * The language the page says it is in, as written: `lang` or `xml:lang` of its root, else a
 * `content-language` that names one language; null without one.
 */
export function declaredLanguage({ root, metas }: NotableElements): string | null {
  const written = [root?.attribute('lang'), root?.attribute('xml:lang'), ...metas.map(contentLanguage)]
  for (const language of written) {
    const trimmed = language?.trim().toWellFormed()
    if (trimmed) return trimmed
  }
  return null
}

function contentLanguage(meta: NotableElements['metas'][number]): string | undefined {
  const isPragma = meta.attribute('http-equiv')?.trim().toLowerCase() === 'content-language'
  const content = meta.attribute('content')
  return isPragma && !content?.includes(',') ? content : undefined
}

/** The primary subtag of a language tag (BCP 47; `_` for `-` is forgiven), lower case; null when it has none. */
export function primaryLanguage(declared: string | null): string | null {
  const primary = declared?.split(/[-_]/, 1)[0]?.toLowerCase() ?? ''
  return /^[a-z]{2,8}$/.test(primary) && primary !== 'und' ? primary : null
}
