import { generate } from 'selfsigned'

/** A key and its certificate, in PEM form. */
export interface Identity {
  readonly key: string
  readonly cert: string
}

/** A certificate authority of the test's own. */
export interface Authority {
  readonly cert: string
  /** A server's certificate for names and IPv4 addresses, valid from an hour ago, or already expired. */
  issue(hosts: readonly string[], options?: { readonly isExpired?: boolean }): Promise<Identity>
}

const HOUR_MS = 3_600_000
const KEYS = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const

export async function createAuthority(name = 'textmill test authority'): Promise<Authority> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: name }], {
    ...KEYS,
    notBeforeDate: hoursFromNow(-1),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  })
  return {
    cert,
    async issue(hosts, { isExpired = false } = {}) {
      const issued = await generate([{ name: 'commonName', value: hosts[0] ?? '' }], {
        ...KEYS,
        ca: { key, cert },
        notBeforeDate: hoursFromNow(isExpired ? -2 : -1),
        notAfterDate: hoursFromNow(isExpired ? -1 : 24),
        extensions: [
          { name: 'basicConstraints', cA: false },
          { name: 'extKeyUsage', serverAuth: true },
          { name: 'subjectAltName', altNames: hosts.map(altName) },
        ],
      })
      return { key: issued.private, cert: issued.cert }
    },
  }
}

function altName(host: string) {
  return /^[\d.]+$/.test(host) ? { type: 7 as const, ip: host } : { type: 2 as const, value: host }
}

const hoursFromNow = (hours: number): Date => new Date(Date.now() + hours * HOUR_MS)
