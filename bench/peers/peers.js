import { join } from 'node:path'

const npm = { install: [['npm', 'install', '--no-audit', '--no-fund', '--loglevel=error']] }
/** In an environment of its own. */
const pip = {
  install: [
    ['python3', '-m', 'venv', '.venv'],
    ['.venv/bin/python', '-m', 'pip', 'install', '--quiet', '--requirement', 'requirements.txt'],
  ],
}
const lines = { results: /** @type {const} */ ('lines'), share: 1 }
/** For those that need a quarter of a second for a page. */
const SMALL_SHARE = 0.2

/** The programs that are measured beside ours, with what makes each of them fast. @type {readonly import('./peer.js').Peer[]} */
export const PEERS = [
  {
    ...npm,
    ...lines,
    name: 'Crawlee',
    about: 'CheerioCrawler over a list in memory; no sessions, no storage on disk',
    folder: 'crawlee',
    files: ['package.json', 'crawl.js'],
    version: /cheerio": "(.*?)"/,
    command: ({ home, list, output, connections }) => [
      process.execPath,
      ...[join(home, 'crawl.js'), list, output, connections],
    ],
    goals: { speed: 5, cpu: 1 },
  },
  {
    ...pip,
    ...lines,
    name: 'Scrapy',
    about: 'a spider over a list, its selectors, its feed of JSON lines; no cookies, no console',
    folder: 'scrapy',
    files: ['requirements.txt', 'pages.py'],
    version: /scrapy==(\S+)/,
    command: ({ home, list, output, connections }) => [
      join(home, '.venv/bin/scrapy'),
      ...['runspider', join(home, 'pages.py'), '-a', `list=${list}`, '-O', `${output}:jsonlines`],
      ...['-s', `CONCURRENT_REQUESTS=${connections}`, '-s', `CONCURRENT_REQUESTS_PER_DOMAIN=${connections}`],
    ],
    goals: { speed: 5, cpu: 1 },
  },
  {
    ...pip,
    name: 'minet',
    about: 'fetch | extract, without its pauses; main text and metadata, but no links and no terms',
    folder: 'minet',
    files: ['requirements.txt', 'fetch-extract.sh'],
    version: /minet==(\S+)/,
    command: ({ home, list, output, connections, cores }) => [
      ...['sh', join(home, 'fetch-extract.sh'), join(home, '.venv/bin/minet')],
      ...[list, output, connections, cores],
    ],
    results: 'records',
    share: SMALL_SHARE,
    goals: { speed: 4, cpu: 1 },
  },
  {
    ...pip,
    name: 'Trafilatura',
    about:
      'its command with --parallel and --fast, without its pauses; main text, metadata and links, but no terms',
    folder: 'trafilatura',
    files: ['requirements.txt', 'settings.cfg'],
    version: /trafilatura==(\S+)/,
    command: ({ home, list, output, connections }) => [
      join(home, '.venv/bin/trafilatura'),
      ...['-i', list, '-o', output, '--json', '--links', '--with-metadata', '--fast'],
      ...['--parallel', connections, '--config-file', join(home, 'settings.cfg')],
    ],
    results: 'files',
    found: 0.8,
    share: SMALL_SHARE,
    goals: { speed: 5, cpu: 1 },
  },
  {
    ...lines,
    name: 'colly',
    about: 'an asynchronous collector on all cores',
    folder: 'colly',
    files: ['go.mod', 'go.sum', 'main.go'],
    version: /colly\/v2 v(\S+)/,
    install: [['go', 'build', '-o', 'crawl', '.']],
    command: ({ home, list, output, connections }) => [join(home, 'crawl'), list, output, connections],
  },
  {
    ...lines,
    name: 'spider',
    about: 'its crawl over a list, pages parsed by the scraper crate, on all cores',
    folder: 'spider',
    files: ['Cargo.toml', 'Cargo.lock', 'src/main.rs'],
    version: /spider = \{ version = "=(.*?)"/,
    install: [['cargo', 'build', '--release', '--quiet', '--locked']],
    command: ({ home, list, output, connections }) => [
      join(home, 'target/release/crawl'),
      ...[list, output, connections],
    ],
  },
  {
    ...npm,
    ...lines,
    name: 'one-thread script',
    about: 'p-limit, undici and cheerio',
    folder: 'node-script',
    files: ['package.json', 'script.js'],
    version: /cheerio": "(.*?)"/,
    command: ({ home, list, output, connections }) => [
      process.execPath,
      ...[join(home, 'script.js'), list, output, connections],
    ],
    goals: { speed: 3, cpu: 1 },
  },
  {
    ...pip,
    ...lines,
    name: 'Python script',
    about: 'ThreadPoolExecutor and requests to fetch, ProcessPoolExecutor and lxml to parse',
    folder: 'python-script',
    files: ['requirements.txt', 'script.py'],
    version: /lxml==(\S+)/,
    command: ({ home, list, output, connections, cores }) => [
      join(home, '.venv/bin/python'),
      ...[join(home, 'script.py'), list, output, connections, cores],
    ],
  },
]
