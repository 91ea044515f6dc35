const common = [
  'class id style href src alt title rel type name value content property target role media charset lang dir hidden',
  'width height srcset sizes loading decoding tabindex action method placeholder for colspan rowspan async defer',
  'aria-label aria-hidden aria-expanded aria-controls aria-labelledby aria-describedby aria-haspopup aria-current',
  'itemprop itemscope itemtype itemid datetime http-equiv crossorigin integrity hreflang as imagesizes imagesrcset',
  'xmlns viewbox fill d points stroke stroke-width stroke-linecap stroke-linejoin fill-rule clip-rule transform x y x1',
  'x2 y1 y2 cx cy r rx ry onclick autocomplete checked selected disabled required maxlength data-id data-src data-href',
]

const commonNames: ReadonlyMap<string, string> = new Map(
  common.flatMap((names) => names.split(' ')).map((name) => [name, onlyCopy(name)]),
)

/** The one string that stands for a name of attributes wherever it is met: objects with such keys are quick to make and to ask. */
export function attributeName(name: string): string {
  return commonNames.get(name) ?? onlyCopy(name)
}

/** The engine keeps one copy of each string that is a key. Every later look-up and comparison of it costs next to nothing. */
function onlyCopy(name: string): string {
  return Object.keys({ [name]: true })[0] ?? name
}
