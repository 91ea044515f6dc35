/** What the name of an HTML element says about its nesting, as htmlparser2 has it. */
export interface ElementNesting {
  /** It has no end tag. */
  readonly isVoid: boolean
  /** The open elements that end where it begins. */
  readonly ends: ReadonlySet<string> | null
  /** In a drawing or a formula tags may close themselves; in some of its elements there is HTML again. */
  readonly content: 'foreign' | 'html' | null
}

const none: ReadonlySet<string> = new Set()
const endedBy: readonly (readonly [names: string, ended: string])[] = [
  ['p h1 h2 h3 h4 h5 h6 hr pre blockquote address figure figcaption', 'p'],
  ['div section article aside header footer main nav details fieldset form table ul ol dl', 'p'],
  ['li', 'li'],
  ['dd dt', 'dd dt'],
  ['tr', 'tr th td'],
  ['th', 'th'],
  ['td', 'thead th td'],
  ['tbody tfoot', 'thead tbody'],
  ['body', 'head link script'],
  ['option', 'option'],
  ['optgroup', 'optgroup option'],
  ['rt rp', 'rt rp'],
  ['input output select button datalist textarea', 'input option optgroup select button datalist textarea'],
]
const voids = setOf(
  'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr',
)
const foreign = setOf('svg math')
const integration = setOf('mi mo mn ms mtext annotation-xml foreignobject desc title')

/** By element name; what is not here is an ordinary element. */
export const elementNesting: ReadonlyMap<string, ElementNesting> = nestingTable()

function nestingTable(): Map<string, ElementNesting> {
  const ends = new Map(
    endedBy.flatMap(([names, ended]) => names.split(' ').map((name) => [name, setOf(ended)] as const)),
  )
  const names = new Set([...ends.keys(), ...voids, ...foreign, ...integration])
  return new Map(
    [...names].map((name) => {
      const content = foreign.has(name) ? 'foreign' : integration.has(name) ? 'html' : null
      return [name, { isVoid: voids.has(name), ends: ends.get(name) ?? null, content }]
    }),
  )
}

function setOf(names: string): ReadonlySet<string> {
  return names === '' ? none : new Set(names.split(' '))
}
