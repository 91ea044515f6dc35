import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { installedProgram } from './installed.js'
import { treeUsage } from './processTree.js'

const CLUSTER_SERVER = fileURLToPath(import.meta.resolve('../clusterServer.js'))
const START_MS = 10_000
const POLL_MS = 20

/**
 * @typedef {object} Site
 * @property {(index: number) => string} url of a page: paths without end, which lead to the pages there are in turn
 * @property {'nginx' | 'a Node cluster'} server
 * @property {() => number} cpuMs what serving has cost so far; NaN where there is no /proc
 */

/**
 * Does the work while nginx serves these pages; a cluster of Node processes where there is no nginx.
 *
 * @template T
 * @param {string} scratch
 * @param {readonly Uint8Array[]} pages
 * @param {(site: Site) => Promise<T>} work
 */
export async function atSite(scratch, pages, work) {
  const folder = await mkdtemp(join(scratch, 'site-'))
  await mkdir(join(folder, 'pages'))
  for (const [number, page] of pages.entries()) {
    await writeFile(join(folder, 'pages', `${number}.html`), page)
  }
  const nginx = installedProgram('nginx')
  const { child, port } = await (nginx === undefined ? startedCluster(folder) : startedNginx(nginx, folder))
  const exited = once(child, 'exit')
  try {
    return await work({
      url: (index) => `http://127.0.0.1:${port}/${index}/${index % pages.length}.html`,
      server: nginx === undefined ? 'a Node cluster' : 'nginx',
      cpuMs: () => treeUsage(child.pid ?? 0)?.cpuMs ?? Number.NaN,
    })
  } finally {
    child.kill()
    await exited
  }
}

async function startedNginx(/** @type {string} */ nginx, /** @type {string} */ folder) {
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
  types { text/html html; }
  charset utf-8;
  sendfile on;
  keepalive_requests 1000000;
  open_file_cache max=1000;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${port} backlog=1024;
    location ~ "^/\\d+/(\\d+\\.html)$" { alias ${folder}/pages/$1; }
  }
}
`

async function startedCluster(/** @type {string} */ folder) {
  const child = spawn(process.execPath, [CLUSTER_SERVER, join(folder, 'pages')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
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
