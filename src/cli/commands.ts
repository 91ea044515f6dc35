import type { Command } from './commandLine.ts'
import { demoFlags, scrapeFlags } from './flags.ts'
import { initCommand } from './initCommand.ts'
import { scrapeCommand } from './scrapeCommand.ts'

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  {
    name: '$0',
    help: 'Downloads pages, analyses their text on all cores, and writes one result.',
    flags: scrapeFlags,
    takesInputs: true,
    examples: [
      ['$0 urls.txt -o out.json', 'scrape a list of URLs into one file'],
      ['$0 https://example.com/', 'print one page as a line of JSON'],
      ['cat urls.txt | $0 - --format json', 'from standard input to standard output'],
      ['$0 urls.txt -o out.jsonl --per-host 2 --timeout 10s', 'gently'],
      ['$0 urls.txt --selectors price=.price', 'take a value from every page'],
      ['$0', 'do what scraper.config.json says'],
    ],
    run: (given, io) => scrapeCommand(given, io, commandNames),
  },
  {
    name: 'demo',
    help: 'Scrapes a small site that this machine serves to itself.',
    flags: demoFlags,
    takesInputs: false,
    examples: [],
    run: async (given, io) => (await import('./demoCommand.ts')).demoCommand(given, io),
  },
  {
    name: 'init',
    help: 'Writes a scraper.config.json that explains itself.',
    flags: [],
    takesInputs: false,
    examples: [],
    run: (_given, io) => initCommand(io),
  },
]

const commandNames = commands.map(({ name }) => name).filter((name) => name !== '$0')
