import type { Command } from './commandLine.ts'
import {
  analyseFlags,
  demoFlags,
  diffFlags,
  initFlags,
  mergeFlags,
  planFlags,
  reportFlags,
  scrapeFlags,
  stateFlags,
  watchFlags,
} from './flags.ts'
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
    name: 'analyse',
    help: 'Analyses local pages, and prints what it finds as JSON.',
    usage: `$0 analyse files..

files  Pages (.html, .xhtml, .xml, .txt, .gz of them), folders of pages, or - for standard input. One gives a document, several a line each.

With -o, one folder that a run has kept its pages in (--save-pages) gives the rows of the pages in it again, with no network: numbered anew, under their normalised URLs.`,
    flags: analyseFlags,
    takesInputs: true,
    examples: [
      ['$0 analyse page.html', 'all that a run would find on the page'],
      ['$0 analyse page.html --url https://example.com/a', 'with the links as they were there'],
      ['curl https://example.com/ | $0 analyse -', 'from standard input'],
      ['$0 analyse saved/*.html > pages.jsonl', 'many, one a line'],
      ['$0 analyse kept -o out.json', 'what a run has kept, once more'],
    ],
    run: async (given, io) => (await import('./analyseCommand.ts')).analyseCommand(given, io),
  },
  {
    name: 'merge',
    help: 'Combines the runs that states hold into one result, with no network.',
    usage: `$0 merge states..

states  States of runs (out.json.state), in the order in which their lists follow one another.

A page stands where it is listed first. One with results in several states has that of the run that was started last, whatever it is; of two started at once, that of the state named later. States are only read, and beside each stands its lock (out.json.state.lock); other files are written only where the command line says so.`,
    flags: mergeFlags,
    takesInputs: true,
    examples: [
      ['$0 merge mon.json.state tue.json.state -o all.json', 'two runs as one'],
      ['$0 merge out.json.state -o out.csv', 'another format of what is there'],
    ],
    run: async (given, io) => (await import('./mergeCommand.ts')).mergeCommand(given, io),
  },
  {
    name: 'plan',
    help: 'Tells what a run would do, how long it would take and how much room, and fetches nothing.',
    flags: planFlags,
    takesInputs: true,
    usage: `$0 plan [inputs..]

The command line of the run with "plan" before its inputs; the flags are the same. The list is read to its end, and so is what earlier runs of the same output have left in its state. Sitemaps and feeds on the web, and a robots.txt that is not kept, stay unknown until the run. Nothing is changed, and a run may go on meanwhile.`,
    examples: [
      ['$0 plan urls.txt -o out.json', 'before the first byte is fetched'],
      ['$0 plan', 'the job of scraper.config.json'],
      ['cat urls.txt | $0 plan - -o out.json --rate 1', 'how long it takes at one page a second'],
      ['$0 plan --json', 'for programs'],
    ],
    run: async (given, io) => (await import('./planCommand.ts')).planCommand(given, io),
  },
  {
    name: 'diff',
    help: 'Tells what has changed between two runs, page by page.',
    usage: `$0 diff old new

old, new  What runs have left: their results (.json, .jsonl, .gz of these, or - for standard input) or their states (out.json.state).

Pages are matched by their URLs. They are only read, so that a run may go on meanwhile.`,
    flags: diffFlags,
    takesInputs: true,
    examples: [
      ['$0 diff old.json out.json', 'what has changed, on the terminal'],
      ['$0 diff old.json.state out.json.state -o changes.md', 'by the states of the runs, as a file to read'],
      ['$0 diff old.json out.json --only changed,gone -q --exit-code-on change', 'for mail from cron'],
    ],
    run: async (given, io) => (await import('./diffCommand.ts')).diffCommand(given, io),
  },
  {
    name: 'status',
    help: 'Tells how a run stands, which may go on meanwhile.',
    flags: reportFlags,
    takesInputs: true,
    usage: `$0 status [state]

state  State of a run (out.json.state). Without one, that of the configuration's first output.`,
    examples: [['$0 status out.json.state', 'what is done, what failed, what is left']],
    run: async (given, io) => (await import('./statusCommand.ts')).statusCommand(given, io),
  },
  {
    name: 'state',
    help: 'Tells how large a state is, or removes from it what is listed no more.',
    flags: stateFlags,
    takesInputs: true,
    usage: `$0 state [show|prune] [state]

show   What the state holds, and what that takes up on the disk. Also without a word.
prune  Removes what was last listed longer ago than --keep, and gives the room back to the file system.
state  State of a run (out.json.state). Without one, that of the configuration's first output.

What stays, however old: the pages of the last start's list, the results of a run that is not over, and those of the run that the next is compared with. While a run goes on the exit code is 4, and nothing is done.`,
    examples: [
      ['$0 state out.json.state', 'how large it is'],
      ['$0 state prune --keep 30d -o out.json', 'forget what was not listed for a month'],
    ],
    run: async (given, io) => (await import('./stateCommand.ts')).stateCommand(given, io),
  },
  {
    name: 'why',
    help: 'Tells what became of a page, and why.',
    flags: reportFlags,
    takesInputs: true,
    usage: `$0 why urls..

urls  Pages, as they are written in the list or not.

From the state of the run: nothing is fetched. The exit code is 1 when the state has never seen one of them.`,
    examples: [
      ['$0 why https://example.com/a -o out.json', 'its whole life: list, robots.txt, attempts, outcome'],
    ],
    run: async (given, io) => (await import('./whyCommand.ts')).whyCommand(given, io),
  },
  {
    name: 'watch',
    help: 'Runs the job of the configuration by its schedule, until it is stopped.',
    flags: watchFlags,
    takesInputs: true,
    usage: `$0 watch [inputs..]

The same as $0, again and again: when "schedule" in the configuration says so. A run that outlasts its interval is not met by the next.`,
    examples: [
      ['$0 watch', 'by the schedule of scraper.config.json'],
      ["$0 watch urls.txt -o out.json --schedule '0 3 * * *' --now", 'at once, and every night'],
    ],
    run: async (given, io) => {
      const { watchCommand } = await import('./watchCommand.ts')
      return await watchCommand(given, io, (own, ownIo) => scrapeCommand(own, ownIo, commandNames))
    },
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
    help: 'Writes a scraper.config.json that explains itself; or prints what runs one every night.',
    flags: initFlags,
    takesInputs: false,
    examples: [
      ['$0 init', 'a configuration to start from'],
      ['$0 init --cron', 'the line of a crontab that runs it'],
      ['$0 init --systemd', 'a service and a timer that run it'],
    ],
    run: initCommand,
  },
]

const commandNames = commands.map(({ name }) => name).filter((name) => name !== '$0')
