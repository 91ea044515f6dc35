import type { DiffedRun } from '../../types.ts'
import { countsText } from './countsText.ts'
import type { DiffWriter } from './diffWriter.ts'
import { fieldLines, type LineOptions, outcomeLines, textCounts, textLines } from './pageDiffLines.ts'

export interface TextDiffOptions extends LineOptions {
  /** Whether nothing is said where there is no page to tell of. */
  readonly isQuiet: boolean
}

/** What has changed, for people: counts first, then page by page. */
export function createTextDiff(options: TextDiffOptions): DiffWriter {
  const { style, printable, isQuiet } = options
  let head = ''
  const takeHead = (): string => {
    const text = head
    head = ''
    return text
  }
  return {
    begin(summary) {
      head = `${[
        `before: ${runText(summary.before, printable)}`,
        `after: ${runText(summary.after, printable)}`,
        countsText(summary),
      ].join('\n')}\n`
      return isQuiet ? '' : takeHead()
    },
    page(diff) {
      const { url, change, fields, text } = diff
      const lines = [
        ...outcomeLines(diff, options),
        ...fields.flatMap((field) => fieldLines(field, options)),
        ...(text === null ? [] : [`text: ${textCounts(text)}`, ...indented(textLines(text, options))]),
      ]
      return `${takeHead()}\n${style.heading(change, printable(url))}\n${indented(lines)
        .map((line) => `${line}\n`)
        .join('')}`
    },
    end: () => '',
  }
}

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`)

function runText({ name, pages }: DiffedRun, printable: (text: string) => string): string {
  return `${printable(name)}, ${pages.toLocaleString('en')} ${pages === 1 ? 'page' : 'pages'}`
}
