const msPerUnit: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const bytesPerUnit: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1000,
  mb: 1000 ** 2,
  gb: 1000 ** 3,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
}

/** Milliseconds of a time with its unit (`500ms`, `1.5s`, `10m`, `2h`, `1d`); undefined for anything else. */
export function durationMs(text: string): number | undefined {
  return measure(text, msPerUnit)
}

/** Bytes of a size with its unit (`512KiB`, `10MB`); undefined for anything else. */
export function byteCount(text: string): number | undefined {
  return measure(text, bytesPerUnit)
}

/** The shortest text that `durationMs` reads back as the same number. */
export function durationText(ms: number): string {
  const unit = ['d', 'h', 'm', 's'].find((name) => ms > 0 && ms % (msPerUnit[name] ?? 1) === 0) ?? 'ms'
  return `${ms / (msPerUnit[unit] ?? 1)}${unit}`
}

/** The shortest text in binary units that `byteCount` reads back as the same number. */
export function bytesText(bytes: number): string {
  const unit = ['GiB', 'MiB', 'KiB'].find(
    (name) => bytes > 0 && bytes % (bytesPerUnit[name.toLowerCase()] ?? 1) === 0,
  )
  return unit === undefined ? `${bytes}B` : `${bytes / (bytesPerUnit[unit.toLowerCase()] ?? 1)}${unit}`
}

function measure(text: string, units: Readonly<Record<string, number>>): number | undefined {
  const [, amount, name = ''] = /^(\d+(?:\.\d+)?)\s?([a-z]+)$/i.exec(text.trim()) ?? []
  const unit = new Map(Object.entries(units)).get(name.toLowerCase())
  if (amount === undefined || unit === undefined) return undefined
  const value = Number(amount) * unit
  return Math.abs(value - Math.round(value)) < 1e-6 ? Math.round(value) : value
}
