/** Orders strings by code point: UTF-16 order, but surrogates stand for what lies beyond U+FFFF. For `sort`. */
export function compareCodePoints(a: string, b: string): number {
  return compareRanges(a, 0, a.length, b, 0, b.length)
}

/** As `compareCodePoints`, of the parts of two texts from their start to before their end. */
export function compareRanges(
  a: string,
  startOfA: number,
  endOfA: number,
  b: string,
  startOfB: number,
  endOfB: number,
): number {
  const shared = Math.min(endOfA - startOfA, endOfB - startOfB)
  for (let at = 0; at < shared; at++) {
    const unitOfA = a.charCodeAt(startOfA + at)
    const unitOfB = b.charCodeAt(startOfB + at)
    if (unitOfA !== unitOfB) return weight(unitOfA) - weight(unitOfB)
  }
  return endOfA - startOfA - (endOfB - startOfB)
}

function weight(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}
