import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Bounds, type CrashJob, createCrashJob, type KillPoint } from '../support/crash/crashJob.ts'
import { serveCrashSite } from '../support/crash/crashSite.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const PAGES = 22
const LATENCY_MS = 20
/** The sweep over every moment takes an hour or so of a core. */
const IS_WHOLE = process.env.TEXTMILL_SYSTEM_TESTS === 'all'

/** A place to be killed at. Where it depends on how far the job is, it is told how many pages are left. */
type Place = (left: number) => KillPoint
const at =
  (when: KillPoint['when'], ...steps: KillPoint['steps']): Place =>
  () => ({ when, steps })

/** Every page's result is written once: their number tells the group. */
const RESULT = 'run (INSERT OR REPLACE INTO|UPDATE) results'
const afterLastResult =
  (when: KillPoint['when'], ...steps: KillPoint['steps']): Place =>
  (left) => ({ when, steps: [[RESULT, left], ...steps] })

const inTheMiddle =
  (when: KillPoint['when'], ...steps: KillPoint['steps']): Place =>
  (left) => ({ when, steps: [[RESULT, Math.ceil(left / 4)], ...steps] })

/** Jobs are killed at one place after another of a row, in the order in which they come to them. */
type Row = Readonly<Record<string, Place>>

const BEGINNING: Row = {
  'before the state has its tables': at('before', ['exec BEGIN; CREATE TABLE', 1]),
  'after the state has its tables': at('after', ['exec BEGIN; CREATE TABLE', 1]),
  'after the old list is cleared': at('after', ['exec DELETE FROM entries', 1]),
  'before the run has its number': at('before', ['run INSERT INTO runs', 1]),
  'after the run has its number': at('after', ['run INSERT INTO runs', 1]),
  'while the list is numbered': at('after', ['run INSERT INTO queue', 3]),
  'while robots.txt is stored': at('after', ['run INSERT OR REPLACE INTO robots', 1]),
}
const GROUPS: Row = {
  'within the first group': at('after', [RESULT, 1]),
  'before the commit of the first group': at('before', [RESULT, 1], ['exec COMMIT', 1]),
  'after the commit of the first group': at('after', [RESULT, 1], ['exec COMMIT', 1]),
  'within a group in the middle': inTheMiddle('after'),
  'before the commit of a group in the middle': inTheMiddle('before', ['exec COMMIT', 1]),
  'after the commit of a group in the middle': inTheMiddle('after', ['exec COMMIT', 1]),
  'within the last group': afterLastResult('after'),
  'before the commit of the last group': afterLastResult('before', ['exec COMMIT', 1]),
  'after the commit of the last group': afterLastResult('after', ['exec COMMIT', 1]),
}
const SETTLEMENT: Row = {
  'when a page is put off': at('before', ['run INSERT OR REPLACE INTO failed_attempts', 1]),
  'when a page was put off': at('after', ['run INSERT OR REPLACE INTO failed_attempts', 1]),
  'after a page was put off': at(
    'after',
    ['run INSERT OR REPLACE INTO failed_attempts', 1],
    ['exec COMMIT', 1],
  ),
  'when a page that was put off is settled': at('before', ['run DELETE FROM failed_attempts', 1]),
  'when a page that was put off has been settled': at(
    'after',
    ['run DELETE FROM failed_attempts', 1],
    [RESULT, 1],
  ),
}
const ENDING: Row = {
  'during the merge': afterLastResult('before', ['exec COMMIT', 1], ['all SELECT .* features', 2]),
  'while the document is written': at('after', ['writeFile out.json.textmill-tmp', 1]),
  'while the table is written': at('after', ['writeFile out.csv.textmill-tmp', 1]),
  'before the document is synced': at('before', ['sync out.json', 1]),
  'after the document is synced': at('after', ['sync out.json', 1]),
  'before the first rename': at('before', ['rename', 1]),
  'after the first rename': at('after', ['rename', 1]),
  'after the second rename': at('after', ['rename', 2]),
  'before the last rename': at('before', ['rename', 3]),
  'after the last rename': at('after', ['rename', 3]),
  'while the run is closed': at('after', ['run UPDATE runs SET closed_at', 1]),
  'before the run is closed for good': at('before', ['run UPDATE runs SET closed_at', 1], ['exec COMMIT', 1]),
  'after the run is closed': at('after', ['run UPDATE runs SET closed_at', 1], ['exec COMMIT', 1]),
}
/** Of a run that has a state from the one before: what is different there. */
const NEXT_RUN: Row = {
  'before the next run has its number': at('before', ['run INSERT INTO runs', 1]),
  'after the next run has its number': at('after', ['run INSERT INTO runs', 1]),
  'when a page was found unchanged': at('after', ['run UPDATE results', 1]),
  'after a page was found unchanged': at('after', ['run UPDATE results', 1], ['exec COMMIT', 1]),
  'before the commit of pages that have changed': at(
    'before',
    ['run INSERT OR REPLACE INTO results', 2],
    ['exec COMMIT', 1],
  ),
  'after the commit of pages that have changed': at(
    'after',
    ['run INSERT OR REPLACE INTO results', 1],
    ['exec COMMIT', 1],
  ),
  'within the last group': afterLastResult('after'),
  'during the merge': afterLastResult('before', ['exec COMMIT', 1], ['all SELECT .* features', 2]),
  'between two renames': at('after', ['rename', 1]),
  'before the run is closed for good': at('before', ['run UPDATE runs SET closed_at', 1], ['exec COMMIT', 1]),
}

/** Kills the job at these places, one start each, and lets it come to its end. */
async function finishDespite(job: CrashJob, row: Row): Promise<void> {
  for (const [name, place] of Object.entries(row)) {
    expect(await job.start(place(job.unfinished())), name).toMatchObject({
      end: 'killed',
      askedAgain: [],
      toldTooEarly: [],
    })
  }
}

async function finish(job: CrashJob): Promise<void> {
  expect(await job.start()).toMatchObject({ end: 'finished', isClosed: true, askedAgain: [] })
}

/** What makes a job of its own each time. */
async function workshop() {
  const folder = await temporaryFolder()
  const site = await serveCrashSite(PAGES, LATENCY_MS)
  let jobs = 0
  return {
    first(bounds?: Bounds) {
      jobs += 1
      return createCrashJob({
        site,
        folder: folder(`${jobs}`),
        name: `job-${jobs}`,
        version: 1,
        ...(bounds && { bounds }),
      })
    },
    next(after: CrashJob) {
      jobs += 1
      return createCrashJob({ site, folder: folder(`${jobs}`), name: `job-${jobs}`, version: 2, after })
    },
  }
}

describe('a job that is killed', () => {
  test('wherever that is, is finished by the same command as if nothing had been', async () => {
    const make = await workshop()
    const undisturbed = make.first()
    await finish(undisturbed)
    const expected = undisturbed.result()
    expect(expected.files.filter((file) => /tmp|partial|journal|wal|shm/.test(file))).toEqual([])
    expect(expected.lines).toHaveLength(PAGES + 6)

    const whole = async (row: Row): Promise<void> => {
      const job = make.first()
      await finishDespite(job, row)
      await finish(job)
      expect(job.result(), Object.keys(row).at(-1)).toEqual(expected)
    }
    const ending = async (): Promise<void> => {
      const job = make.first()
      await finishDespite(job, ENDING)
      // The run was over: its outputs are there, and another start would be the next run.
      expect(job.result()).toMatchObject({ ...expected, files: expect.arrayContaining([...expected.files]) })
    }
    await Promise.all([whole(BEGINNING), whole(GROUPS), whole(SETTLEMENT), ending()])
  }, 180_000)

  test('in its next run says of every page how it has changed, as if nothing had been', async () => {
    const make = await workshop()
    const before = make.first()
    await finish(before)
    const undisturbed = make.next(before)
    await finish(undisturbed)
    const expected = undisturbed.result()
    for (const change of ['unchanged', 'cosmetic', 'changed', 'gone']) {
      expect(expected.document).toContain(`"change":"${change}"`)
    }
    const job = make.next(before)
    await finishDespite(job, NEXT_RUN)
    await finish(job)
    expect(job.result()).toEqual(expected)
  }, 180_000)

  test('five times at random is the same, whatever its bounds, as one page at a time on one thread', async () => {
    const make = await workshop()
    const undisturbed = make.first({ concurrency: 1, threads: 1 })
    await finish(undisturbed)
    const expected = undisturbed.result()
    const bounds = fc.record({
      concurrency: fc.integer({ min: 1, max: 64 }),
      threads: fc.integer({ min: 0, max: 4 }),
    })
    const kills = fc.array(anywhere, { minLength: 5, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(bounds, kills, async (own, places) => {
        const job = make.first(own)
        await finishDespite(job, Object.fromEntries(places.entries()))
        await finish(job)
        expect(job.result()).toEqual(expected)
      }),
      { numRuns: IS_WHOLE ? 50 : 2, endOnFailure: true },
    )
  }, 600_000)

  test.runIf(IS_WHOLE)(
    'at any moment at all, in its first run or its next, is finished as if nothing had been',
    async () => {
      const make = await workshop()
      const first = make.first()
      const { moments } = await first.start()
      const next = make.next(first)
      const { moments: nextMoments } = await next.start()
      expect(Math.min(moments, nextMoments)).toBeGreaterThan(100)
      for (let moment = 1; moment <= moments; moment++) await killedOnce(make.first(), moment, first)
      for (let moment = 1; moment <= nextMoments; moment++) await killedOnce(make.next(first), moment, next)
    },
    36_000_000,
  )
})

/** At a moment of the start, or some moments after a page. All of these come before the end of every start. */
const anywhere: fc.Arbitrary<Place> = fc.oneof(
  fc.integer({ min: 1, max: 150 }).map((nth) => at('before', ['', nth])),
  fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 20 })).map(
    ([share, more]): Place =>
      (left) => ({
        when: 'after',
        steps:
          left === 0
            ? [['', 3 * more]]
            : [
                [RESULT, Math.max(1, Math.ceil(share * left))],
                ['', more],
              ],
      }),
  ),
)

/** How a start ends that has fewer moments this time is not known beforehand. */
async function killedOnce(job: CrashJob, moment: number, expected: CrashJob): Promise<void> {
  const { isClosed, askedAgain, toldTooEarly } = await job.start({ when: 'before', steps: [['', moment]] })
  expect({ askedAgain, toldTooEarly }, `moment ${moment}`).toEqual({ askedAgain: [], toldTooEarly: [] })
  if (!isClosed) await finish(job)
  const { files, ...result } = job.result()
  const { files: expectedFiles, ...expectedResult } = expected.result()
  expect(result, `moment ${moment}`).toEqual(expectedResult)
  if (!isClosed) expect(files, `moment ${moment}`).toEqual(expectedFiles)
}
