import { commands } from './commands.ts'
import { errorLines, exitCodeOfError, exitCodes, isWishedStop } from './exitCodes.ts'
import { invocationOf } from './invocation.ts'
import type { CliIo } from './io.ts'
import { createTerminal, type Terminal } from './terminal.ts'
import { type LogFormat, logFormat } from './viewOf.ts'
import { withPlaces } from './withPlaces.ts'
import { writeText } from './writeText.ts'

/** Does what a command line says and resolves to the exit code. Never rejects. */
export async function run(argv: readonly string[], io: CliIo): Promise<number> {
  let format: LogFormat = 'text'
  let isQuiet = false
  const terminal = createTerminal(io.stderr, io.stderr.isTTY === true && io.env.TERM !== 'dumb')
  // Whoever writes is told by the write itself; an event that nobody listens to would end the process.
  io.stdout.on('error', () => {})
  try {
    const invocation = invocationOf(argv, commands, io.stdout.columns)
    switch (invocation.kind) {
      case 'text':
        await writeText(invocation.text, io.stdout)
        return exitCodes.finished
      case 'command':
        format = logFormat(invocation.given)
        isQuiet = invocation.given.switches.has('quiet')
        return await withPlaces(invocation.given, io, () =>
          invocation.command.run(invocation.given, { ...io, terminal }),
        )
    }
  } catch (error) {
    if (!isQuiet || !isWishedStop(error)) await tellError(error, format, io, terminal)
    return exitCodeOfError(error)
  }
}

async function tellError(error: unknown, format: LogFormat, io: CliIo, terminal: Terminal): Promise<void> {
  const lines = errorLines(error)
  if (format === 'text') {
    for (const line of lines) terminal.line(line)
    return
  }
  const { createEventLog } = await import('./jsonLog.ts')
  createEventLog(io.stderr).error('run-failed', {
    exitCode: exitCodeOfError(error),
    text: lines.join('\n'),
  })
}
