import type { MetadataPage } from './metadataPage.ts'

/**
 * What `<meta name="robots">` asks of those who index, all of them together: lower case, each once. `noindex,follow` is
 * `['noindex', 'follow']`; null when the page asks nothing.
 */
export function robots({ meta }: MetadataPage): readonly string[] | null {
  const written = meta.get('robots') ?? []
  const directives = written.flatMap((content) => content.toLowerCase().split(','))
  const distinct = new Set(
    directives.map((directive) => directive.trim()).filter((directive) => directive !== ''),
  )
  return distinct.size === 0 ? null : [...distinct]
}
