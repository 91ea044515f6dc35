import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createAuthority } from '../support/certificates.ts'
import { askFor, clientOf, textOf } from '../support/client.ts'
import { closedOrigin, serve } from '../support/localServer.ts'
import { serveHttp2 } from '../support/secureServer.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { hasTinyproxy, startTinyproxy } from '../support/tinyproxy.ts'

/** An http server, and an https one that speaks both versions, whose authority is in a file. */
async function serveBoth() {
  const authority = await createAuthority()
  const identity = await authority.issue(['localhost'])
  const at = await temporaryFolder()
  writeFileSync(at('ca.pem'), authority.cert)
  const plain = await serve((request, response) =>
    response.end(`plain, via ${request.headers.via?.split(' ')[1]}`),
  )
  const { port } = await serveHttp2(
    identity,
    (stream) => {
      stream.respond({ ':status': 200 })
      stream.end('secure, 2')
    },
    { allowHTTP1: true },
  )
  return { plain, secure: `https://localhost:${port}`, ca: [at('ca.pem')] }
}

describe.skipIf(!hasTinyproxy())('through tinyproxy, where it is installed', () => {
  test('http and https pages arrive, over HTTP/1.1 and HTTP/2', async () => {
    const { plain, secure, ca } = await serveBoth()
    const proxy = `http://${await startTinyproxy('ViaProxyName "the-mill"')}`
    for (const [http2, answer] of [
      [false, '1.1'],
      [true, 'secure, 2'],
    ] as const) {
      const client = clientOf({ proxy, ca, http2 })
      expect(textOf(await askFor(client, `${plain}/`))).toBe('plain, via the-mill')
      expect(textOf(await askFor(client, `${secure}/`))).toBe(answer)
    }
  })

  test('many pages at once arrive', async () => {
    const { plain, secure, ca } = await serveBoth()
    const client = clientOf({ proxy: `http://${await startTinyproxy()}`, ca })
    const urls = Array.from({ length: 60 }, (_, i) => `${i % 2 === 0 ? plain : secure}/${i}`)
    const answers = await Promise.all(urls.map((url) => askFor(client, url)))
    expect(answers.filter((answer) => 'body' in answer && answer.statusCode === 200)).toHaveLength(60)
  })

  test('with the password that it wants, and not without', async () => {
    const { plain, secure, ca } = await serveBoth()
    const address = await startTinyproxy('BasicAuth jane secret')
    const right = clientOf({ proxy: `http://jane:secret@${address}`, ca })
    const without = clientOf({ proxy: `http://${address}`, ca })
    for (const url of [plain, secure]) {
      expect(await askFor(right, url)).toMatchObject({ statusCode: 200 })
      expect(await askFor(without, url)).toMatchObject({
        code: 'http-status',
        message: `the proxy http://${address} answered 407`,
        statusCode: 407,
      })
    }
  })

  test('whom NO_PROXY exempts it does not see', async () => {
    const { plain, secure, ca } = await serveBoth()
    const env = { ALL_PROXY: await closedOrigin(), NO_PROXY: 'localhost,127.0.0.0/8' }
    const client = clientOf({ proxy: 'environment', ca }, { env })
    expect(textOf(await askFor(client, plain))).toBe('plain, via undefined')
    expect(textOf(await askFor(client, secure))).toBe('1.1')
  })

  test('a server that nobody answers at is the proxy’s 5xx', async () => {
    const proxy = `http://${await startTinyproxy()}`
    const dead = await closedOrigin()
    const client = clientOf({ proxy })
    expect(await askFor(client, dead)).toMatchObject({ statusCode: 500 })
    expect(await askFor(client, dead.replace('http:', 'https:'))).toMatchObject({
      code: 'http-status',
      message: `the proxy ${proxy} answered 500`,
      statusCode: 500,
    })
  })
})
