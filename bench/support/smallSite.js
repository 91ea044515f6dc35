import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { installedProgram } from './installed.js'
import { smallPages } from './pages.js'

const CLUSTER_SERVER = fileURLToPath(import.meta.resolve('../clusterServer.js'))
const START_MS = 10_000
const POLL_MS = 20

/**
 * @typedef {object} SmallSite
 * @property {(index: number) => string} url of a page of 1 to 2 KB: any number of paths
 * @property {'nginx' | 'a Node cluster'} server
 */

/**
 * Does the work while nginx serves small pages; a cluster of Node processes where there is no nginx.
 *
 * @template T
 * @param {string} scratch
 * @param {(site: SmallSite) => Promise<T>} work
 */
export async function atSmallSite(scratch, work) {
  const nginx = installedProgram('nginx')
  const { child, port } = await (nginx === undefined ? startedCluster() : startedNginx(nginx, scratch))
  const exited = once(child, 'exit')
  try {
    return await work({
      url: (index) => `http://127.0.0.1:${port}/page-${index}.html`,
      server: nginx === undefined ? 'a Node cluster' : 'nginx',
    })
  } finally {
    child.kill()
    await exited
  }
}

async function startedNginx(/** @type {string} */ nginx, /** @type {string} */ scratch) {
  const folder = await mkdtemp(join(scratch, 'nginx-'))
  await mkdir(join(folder, 'pages'))
  for (const [number, page] of smallPages().entries()) {
    await writeFile(join(folder, 'pages', `${number}.html`), page)
  }
  const port = await freePort()
  const configuration = join(folder, 'nginx.conf')
  await writeFile(configuration, nginxConfiguration(folder, port))
  const child = spawn(nginx, ['-e', 'stderr', '-p', folder, '-c', configuration], { stdio: 'inherit' })
  await accepting(port)
  return { child, port }
}

/** One process, which keeps its connections; everything it writes is in the folder. */
const nginxConfiguration = (/** @type {string} */ folder, /** @type {number} */ port) => `
daemon off;
master_process off;
pid ${folder}/nginx.pid;
events { worker_connections 1024; }
http {
  access_log off;
  default_type text/html;
  keepalive_requests 1000000;
  open_file_cache max=100;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${port} backlog=1024;
    location ~ "^/page-\\d*(\\d)\\.html$" { alias ${folder}/pages/$1.html; }
  }
}
`

async function startedCluster() {
  const child = spawn(process.execPath, [CLUSTER_SERVER], { stdio: ['ignore', 'pipe', 'inherit'] })
  const port = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    once(child, 'exit').then(() => Promise.reject(new Error('bench/clusterServer.js did not start'))),
  ])
  return { child, port: Number(port) }
}

async function freePort() {
  const server = createServer()
  server.listen({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  server.close()
  await once(server, 'close')
  return port
}

async function accepting(/** @type {number} */ port) {
  for (const givenUpAt = performance.now() + START_MS; performance.now() < givenUpAt; await sleep(POLL_MS)) {
    const socket = connect(port, '127.0.0.1')
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    )
    socket.destroy()
    if (isOpen) return
  }
  throw new Error('nginx did not start')
}
