import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createAuthority } from '../support/certificates.ts'
import { runCommand } from '../support/command.ts'
import { pageOf } from '../support/pages.ts'
import { serveHttp2 } from '../support/secureServer.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

test('a server that says goodbye over HTTP/2 and keeps its connection does not keep the command from ending', async () => {
  const at = await temporaryFolder()
  const authority = await createAuthority()
  writeFileSync(at('ca.pem'), authority.cert)
  const { port } = await serveHttp2(await authority.issue(['localhost']), (stream) => {
    stream.respond({ ':status': 200, 'content-type': 'text/html' })
    stream.end(pageOf('/'))
    stream.session?.goaway()
  })
  const words = [`https://localhost:${port}/`, '--no-robots', '--http2', 'true', '--ca', 'ca.pem']
  const startedAt = performance.now()
  const { status, stdout } = await runCommand(words, { cwd: at('.') })
  expect([status, JSON.parse(stdout)]).toMatchObject([0, { status: 'ok' }])
  // An idle connection is left after 4 s at the latest; one that is not let go keeps the process for minutes.
  expect(performance.now() - startedAt).toBeLessThan(10_000)
})
