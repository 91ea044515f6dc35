import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import * as tls from 'node:tls'
import { connectionRows } from '../config/connectionRows.ts'
import { ConfigError, errorCode } from '../errors.ts'

/**
 * The authorities that servers' certificates are verified against: the usual ones and those in `files`, as one context
 * that every connection shares, for to parse them takes a while. Undefined without files: Node's own are as good.
 * Throws a `ConfigError` for a file that cannot be read, or that holds no certificate, or a broken one.
 */
export function trustedAuthorities(
  files: readonly string[],
  env: NodeJS.ProcessEnv,
): tls.SecureContext | undefined {
  if (files.length === 0) return undefined
  return tls.createSecureContext({ ca: [...usualAuthorities(env), ...files.flatMap(certificatesIn)] })
}

const CERTIFICATE =
  /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----[\s\S]*?-----END (?:X509 |TRUSTED )?CERTIFICATE-----/g

function certificatesIn(file: string, index: number): string[] {
  const certificates = contentOf(file, index).match(CERTIFICATE)
  if (certificates === null) throw unusable(file, index, 'holds no certificate in PEM form')
  return certificates.map((pem) => {
    try {
      return new X509Certificate(pem).toString()
    } catch {
      throw unusable(file, index, 'holds a certificate that cannot be parsed')
    }
  })
}

function contentOf(file: string, index: number): string {
  try {
    return readFileSync(file, 'latin1')
  } catch (error) {
    throw unusable(file, index, `cannot be read (${errorCode(error)})`)
  }
}

function unusable(file: string, index: number, why: string): ConfigError {
  const key = 'fetch.ca'
  const { allowed } = connectionRows.ca
  const message = `${key} names ${file}, which ${why}, but must be ${allowed}`
  return new ConfigError(message, [{ message, key: `${key}.${index}`, value: file, allowed }])
}

/** Newer Nodes can say which these are; what `ca` is given replaces all of them. */
function usualAuthorities(env: NodeJS.ProcessEnv): readonly string[] {
  const { getCACertificates } = tls as { getCACertificates?: (type: 'default') => string[] }
  return getCACertificates?.('default') ?? [...tls.rootCertificates, ...extraAuthorities(env)]
}

/** Node itself has warned if that file is none. */
function extraAuthorities({ NODE_EXTRA_CA_CERTS: file }: NodeJS.ProcessEnv): readonly string[] {
  if (!file) return []
  try {
    return readFileSync(file, 'latin1').match(CERTIFICATE) ?? []
  } catch {
    return []
  }
}
