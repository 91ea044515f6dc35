import { type AuthorRule, distinctNames } from './authorRule.ts'
import { isJsonObject, type JsonObject, type JsonValue, listOf } from './json.ts'
import { allMeta, firstMeta } from './metaTable.ts'
import { personNames } from './personNames.ts'

export const jsonLdAuthors: AuthorRule = ({ content, byId }) =>
  firstNames(content, (node) => namesOfProperty(node, byId))
export const microdataAuthors: AuthorRule = ({ items, microdata, byId }) =>
  firstNames([...items, ...microdata.filter((node) => node['@type'] === undefined)], (node) =>
    namesOfProperty(node, byId),
  )
export const metaAuthors: AuthorRule = ({ meta }) =>
  distinctNames(
    allMeta(
      meta,
      'author',
      'article:author',
      'article:author_name',
      'og:article:author',
      'byl',
      'parsely-author',
    ).flatMap(personNames),
  )
export const citationAuthors: AuthorRule = ({ meta }) =>
  distinctNames(
    allMeta(meta, 'citation_author', 'bepress_citation_author').flatMap((text) => citedName(text)),
  )
export const otherMetaAuthors: AuthorRule = ({ meta }) =>
  distinctNames(
    allMeta(
      meta,
      'parsely-author',
      'sailthru.author',
      'dc.creator',
      'dcterms.creator',
      'dc.contributor',
    ).flatMap(personNames),
  )

/** Twitter's labelled data, where the label says that it is the writer. */
export const labelledAuthors: AuthorRule = ({ meta }) =>
  distinctNames(
    ['1', '2'].flatMap((number) => {
      const isWriter = /writ|author|by\b|autor|geschrieben|écrit|escrito|scritto/i.test(
        firstMeta(meta, `twitter:label${number}`) ?? '',
      )
      return isWriter ? personNames(firstMeta(meta, `twitter:data${number}`)) : []
    }),
  )

/** `Mill, John` is John Mill. */
function citedName(text: string): readonly string[] {
  const [family, given, ...more] = text.split(/,\s*/)
  return personNames(given && more.length === 0 ? `${given} ${family}` : text)
}

function firstNames(
  nodes: readonly JsonObject[],
  namesOf: (node: JsonObject) => readonly string[],
): readonly string[] | null {
  for (const node of nodes) {
    const names = distinctNames(namesOf(node))
    if (names !== null) return names
  }
  return null
}

function namesOfProperty(node: JsonObject, byId: ReadonlyMap<string, JsonObject>): readonly string[] {
  return listOf(node.author ?? node.creator).flatMap((value) => namesOf(value, byId))
}

function namesOf(value: JsonValue, byId: ReadonlyMap<string, JsonObject>): readonly string[] {
  if (typeof value === 'string') return personNames(byId.get(value)?.name ?? value)
  if (!isJsonObject(value)) return []
  const named = value.name ?? byId.get(String(value['@id']))?.name
  return listOf(named).flatMap(personNames)
}
