/**
 * The pages of a folder where there is no nginx: `node bench/clusterServer.js FOLDER` prints its port and serves
 * `/ANY/N.html`, from one process for each core.
 */
import cluster from 'node:cluster'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'

if (cluster.isPrimary) {
  cluster.once('listening', (_worker, { port }) => console.log(port))
  for (let worker = 0; worker < availableParallelism(); worker++) cluster.fork()
} else {
  const folder = process.argv[2] ?? '.'
  const pages = new Map(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file))]))
  const server = createServer({ keepAliveTimeout: 60_000 }, ({ url = '' }, response) => {
    const body = pages.get(url.slice(url.lastIndexOf('/') + 1))
    const headers = { 'content-type': 'text/html; charset=utf-8', 'content-length': body?.byteLength ?? 0 }
    response.writeHead(body === undefined ? 404 : 200, headers)
    response.end(body)
  })
  server.listen({ port: 0, host: '127.0.0.1', backlog: 2048 })
}
