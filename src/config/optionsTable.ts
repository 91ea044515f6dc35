import { rows } from './rows.ts'

/** The Markdown table of every key: its flag, default, what it may be, and what it is for. */
export function optionsTable(): string {
  const lines = rows.map((row) => [
    `\`${row.key}\``,
    row.flag === null ? 'arguments' : `\`${row.short ? `-${row.short}, ` : ''}--${row.flag}\``,
    row.defaultLabel ?? row.toText(row.default),
    row.allowed,
    row.help,
  ])
  const head = ['Key', 'Flag', 'Default', 'May be', 'Meaning']
  return [head, head.map(() => '---'), ...lines].map(tableLine).join('\n')
}

const tableLine = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/<(\w+)>/g, '&lt;$1&gt;')).join(' | ')} |`
