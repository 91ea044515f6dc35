export const lineEnd = 0x0a

const furtherStops: ReadonlySet<number> = new Set([...'…。！？｡．।॥؟۔'].map((stop) => stop.charCodeAt(0)))

/** Whether a character may end a sentence, in any script. */
export function isStop(unit: number): boolean {
  if (unit < 0x40) return unit === 0x2e || unit === 0x21 || unit === 0x3f
  return unit > 0x600 && furtherStops.has(unit)
}
