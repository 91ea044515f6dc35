import { commands } from './commands.ts'
import { errorLines, exitCodeOfError, exitCodes } from './exitCodes.ts'
import { invocationOf } from './invocation.ts'
import type { CliIo } from './io.ts'
import { createTerminal } from './terminal.ts'
import { writeText } from './writeText.ts'

/** Does what a command line says and resolves to the exit code. Never rejects. */
export async function run(argv: readonly string[], io: CliIo): Promise<number> {
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
        return await invocation.command.run(invocation.given, { ...io, terminal })
    }
  } catch (error) {
    for (const line of errorLines(error)) terminal.line(line)
    return exitCodeOfError(error)
  }
}
