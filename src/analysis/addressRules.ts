/** A wall that stands at an address of its own: whatever is there, it is not the page that was asked for. */
export interface AddressRule {
  readonly id: string
  readonly wall: string
  readonly host: RegExp
  readonly path: RegExp
}

/** Every rule has its row in docs/blocked-pages.md. */
export const addressRules: readonly AddressRule[] = [
  {
    id: 'google-consent',
    wall: 'the consent wall of Google',
    host: /^consent\.(?:google\.[a-z.]+|youtube\.com)$/,
    path: /^/,
  },
  {
    id: 'google-sorry',
    wall: 'the CAPTCHA of Google',
    host: /^(?:[a-z0-9-]+\.)*(?:google\.[a-z.]+|youtube\.com)$/,
    path: /^\/sorry\//,
  },
  {
    id: 'yahoo-consent',
    wall: 'the consent wall of Yahoo',
    host: /^(?:consent\.yahoo\.com|guce\.(?:yahoo|aol|techcrunch|engadget|oath|advertising)\.com)$/,
    path: /^/,
  },
  {
    id: 'radware-validate',
    wall: 'a challenge of Radware',
    host: /^validate\.perfdrive\.com$/,
    path: /^/,
  },
]
