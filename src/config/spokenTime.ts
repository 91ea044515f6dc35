/** A time as one says it: `50 ms`, `0.4 s`, `6 min 10 s`, `1 h 27 min`, `2 d 3 h`. */
export function spokenTime(ms: number): string {
  if (ms > 0 && ms < 100) return `${Math.max(1, Math.round(ms))} ms`
  if (ms < 9950) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return twoParts(seconds, 60, 'min', 's')
  const minutes = Math.round(seconds / 60)
  return minutes < 1440 ? twoParts(minutes, 60, 'h', 'min') : twoParts(Math.round(minutes / 60), 24, 'd', 'h')
}

function twoParts(small: number, perLarge: number, largeUnit: string, smallUnit: string): string {
  const rest = small % perLarge
  const large = `${Math.floor(small / perLarge)} ${largeUnit}`
  return rest === 0 ? large : `${large} ${rest} ${smallUnit}`
}
