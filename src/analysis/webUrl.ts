/** The absolute http or https URL without fragment that a reference means, or null. */
export function webUrl(reference: string, base: URL | string): URL | null {
  let url: URL
  try {
    url = new URL(reference, base)
  } catch {
    return null
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  url.hash = ''
  return url
}
