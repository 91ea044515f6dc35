/** Orders strings by code point: UTF-16 order, but surrogates stand for what lies beyond U+FFFF. For `sort`. */
export function compareCodePoints(a: string, b: string): number {
  const shared = Math.min(a.length, b.length)
  let at = 0
  while (at < shared && a.charCodeAt(at) === b.charCodeAt(at)) at += 1
  return at === shared ? a.length - b.length : weight(a.charCodeAt(at)) - weight(b.charCodeAt(at))
}

function weight(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}
