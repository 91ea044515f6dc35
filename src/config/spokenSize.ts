/** A number of bytes as one says it: `1 byte`, `12 KB`, `350 MB`, `3.2 GB`. */
export function spokenSize(bytes: number): string {
  if (Math.round(bytes) === 1) return '1 byte'
  if (bytes < 1000) return `${Math.round(bytes)} bytes`
  const units = ['KB', 'MB', 'GB', 'TB']
  let amount = bytes / 1000
  let unit = 0
  while (amount >= 999.5 && unit < units.length - 1) {
    amount /= 1000
    unit += 1
  }
  return `${amount < 9.95 ? amount.toFixed(1) : Math.round(amount)} ${units[unit]}`
}
