/**
 * Small pages where there is no nginx: `node bench/clusterServer.js` prints its port and serves `/page-N.html`, from
 * one process for each core.
 */
import cluster from 'node:cluster'
import { createServer } from 'node:http'
import { availableParallelism } from 'node:os'
import { smallPages } from './support/pages.js'

if (cluster.isPrimary) {
  cluster.once('listening', (_worker, { port }) => console.log(port))
  for (let worker = 0; worker < availableParallelism(); worker++) cluster.fork()
} else {
  const pages = smallPages()
  const server = createServer({ keepAliveTimeout: 60_000 }, ({ url = '' }, response) => {
    const body = pages[Number(/(\d)\.html$/.exec(url)?.[1])] ?? ''
    response.writeHead(200, { 'content-type': 'text/html', 'content-length': body.length })
    response.end(body)
  })
  server.listen({ port: 0, host: '127.0.0.1', backlog: 2048 })
}
