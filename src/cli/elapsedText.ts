/** A time as one says it: `0.4s`, `12.3s`, `4m 03s`, `2h 05m`. */
export function elapsedText(ms: number): string {
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)}s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ${twoDigits(seconds % 60)}s`
  const minutes = Math.round(seconds / 60)
  return `${Math.floor(minutes / 60)}h ${twoDigits(minutes % 60)}m`
}

const twoDigits = (count: number): string => String(count).padStart(2, '0')
