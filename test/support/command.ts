import { type ChildProcess, spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** The bundled command. */
export const COMMAND = fileURLToPath(new URL('../../dist/command.js', import.meta.url))

export interface CommandEnd {
  /** The exit code, or the signal that ended the process. */
  readonly status: number | NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** The command as a process of its own, the bundle of the sources as they are. */
export interface RunningCommand {
  readonly child: ChildProcess
  readonly ended: Promise<CommandEnd>
}

export interface CommandOptions {
  readonly cwd: string
  readonly stdin?: string
  /** Besides that of the tests. */
  readonly env?: Readonly<Record<string, string>>
  /** A module that is loaded before the command. */
  readonly preload?: string
}

export function startCommand(args: readonly string[], options: CommandOptions): RunningCommand {
  const preload = options.preload === undefined ? [] : ['--import', options.preload]
  const child = spawn(process.execPath, [...preload, COMMAND, ...args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  child.stdin.on('error', () => {})
  child.stdin.end(options.stdin ?? '')
  const exited = new Promise<CommandEnd['status']>((resolve) => {
    child.on('exit', (code, signal) => resolve(signal ?? code))
  })
  const ended = Promise.all([exited, text(child.stdout), text(child.stderr)]).then(
    ([status, stdout, stderr]) => ({
      status,
      stdout,
      stderr,
    }),
  )
  return { child, ended }
}

export function runCommand(args: readonly string[], options: CommandOptions): Promise<CommandEnd> {
  return startCommand(args, options).ended
}
