import { attributeMarks } from './attributeMarks.ts'

/** The name of an attribute. A page has one of these a name. */
export interface AttributeName {
  readonly name: string
  /** Its bit of `attributeMarks`, or 0. */
  readonly mark: number
  /** The number of the tag that it was last met in, counted from 1. */
  lastTag: number
}

const common = [
  'href src alt title type name value content property target media charset lang dir width height srcset sizes',
  'loading decoding tabindex action method placeholder for colspan rowspan async defer http-equiv crossorigin integrity',
  'aria-expanded aria-controls aria-labelledby aria-describedby aria-haspopup aria-current itemid datetime hreflang as',
  'xmlns viewbox fill d points stroke stroke-width stroke-linecap stroke-linejoin fill-rule clip-rule transform x y x1',
  'x2 y1 y2 cx cy r rx ry onclick autocomplete checked selected disabled required maxlength data-id data-src data-href',
]

/** The `name` of each is the one string that stands for it wherever it is met: then the engine compares two of them at a glance. */
const commonNames: ReadonlyMap<string, Pick<AttributeName, 'name' | 'mark'>> = new Map([
  ...common.flatMap((names) => names.split(' ')).map((name) => commonName(name, 0)),
  ...Object.entries(attributeMarks).map(([name, mark]) => commonName(name, mark)),
])

export function attributeName(name: string): AttributeName {
  const known = commonNames.get(name)
  return { name: known?.name ?? name, mark: known?.mark ?? 0, lastTag: 0 }
}

function commonName(name: string, mark: number) {
  return [name, { name: onlyCopy(name), mark }] as const
}

/** The engine keeps one copy of each string that is a key. Every later look-up and comparison of it costs next to nothing. */
function onlyCopy(name: string): string {
  return Object.keys({ [name]: true })[0] ?? name
}
