import { spawn, spawnSync } from 'node:child_process'
import { mkdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { version } from '../../src/config/version.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const dist = fileURLToPath(new URL('../../dist/', import.meta.url))

/** Runs the command as a user would: exit code and what it wrote. */
function command(argv: readonly string[], facts: { node?: readonly string[]; closesOutput?: boolean } = {}) {
  const child = spawn(process.execPath, [...(facts.node ?? []), `${dist}command.js`, ...argv])
  const text = { out: '', err: '' }
  child.stderr.on('data', (chunk) => {
    text.err += chunk
  })
  if (facts.closesOutput) child.stdout.destroy()
  else {
    child.stdout.on('data', (chunk) => {
      text.out += chunk
    })
  }
  return new Promise<typeof text & { code: number | null }>((resolve) => {
    child.on('close', (code) => resolve({ code, ...text }))
  })
}

/** Every file that is loaded before the command has looked at its arguments. */
async function loadedAtOnce(file: string): Promise<string[]> {
  const text = await readFile(dist + file, 'utf8')
  const imports = [...text.matchAll(/^import .*?"\.\/(.+?)";$/gm)].flatMap(([, name]) => name ?? [])
  return [text, ...(await Promise.all(imports.map(loadedAtOnce))).flat()]
}

test('answers --version before anything else is loaded', async () => {
  expect(await command(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' })
  expect((await loadedAtOnce('command.js')).join('').length).toBeLessThan(3000)
})

test('says that the folder it is started in is gone', async () => {
  const at = await temporaryFolder()
  await mkdir(at('gone'))
  const script = 'cd "$1" && rmdir "$1" && exec "$2" "$3" plan https://a.example/'
  const argv = ['-c', script, 'sh', at('gone'), process.execPath, `${dist}command.js`]
  const { status, stderr } = spawnSync('sh', argv, { encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 2, stderr: 'the current folder does not exist any more\n' })
})

test('is a file that a shell can run', async () => {
  expect(await readFile(`${dist}command.js`, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
})

test('ends with 2 and one line when it is used wrongly', async () => {
  const { code, out, err } = await command(['--concurency', '3'])
  expect({ code, out, err }).toEqual({
    code: 2,
    out: '',
    err: 'unknown flag --concurency; did you mean --concurrency?\n',
  })
})

test('takes a closed standard output for a reader who has had enough', async () => {
  expect(await command(['--help'], { closesOutput: true })).toMatchObject({ code: 0, err: '' })
})

test('ends with 70 and the stack for an error that nobody caught', async () => {
  const late = 'data:text/javascript,process.once("beforeExit",()=>{throw new TypeError("boom")})'
  const { code, err } = await command(['--help'], { node: ['--import', late] })
  expect(code).toBe(70)
  expect(err).toContain('TypeError: boom')
  expect(err).toContain('this is a bug in textmill')
})
