import type { PhrasingContent, RootContent } from 'mdast'
import type { DiffSummary, FieldDiff, PageDiff } from '../../types.ts'
import { blockText } from '../markdown/blockText.ts'
import { heading, line, link, list, paragraph, table } from '../markdown/markdownText.ts'
import { plainStyle } from './diffStyle.ts'
import type { DiffWriter } from './diffWriter.ts'
import { fieldLines, outcomeLines, textCounts, textLines } from './pageDiffLines.ts'

/** What has changed, as a document to read: a table of counts, then a section a page. */
export function createMarkdownDiff(printable: (text: string) => string): DiffWriter {
  const options = { style: plainStyle, printable }
  const pageParts = (diff: PageDiff): RootContent[] => {
    const lists = diff.fields.filter((field) => 'removed' in field)
    const facts: PhrasingContent[][] = [
      ...outcomeLines(diff, options).map((text) => [line(text)]),
      ...diff.fields.filter((field) => !('removed' in field)).flatMap(fact),
      ...(diff.text === null ? [] : [[line(`text: ${textCounts(diff.text)}`)]]),
    ]
    const lines = [
      ...lists.flatMap((field) => fieldLines(field, options).map((text) => text.replace(/^ {2}/, ''))),
      ...(diff.text === null ? [] : textLines(diff.text, options)),
    ]
    return [
      { type: 'heading', depth: 2, children: [{ type: 'text', value: `${diff.change} ` }, link(diff.url)] },
      ...(facts.length > 0 ? [list(facts)] : []),
      ...(lines.length > 0 ? [{ type: 'code', lang: 'diff', value: lines.join('\n') } as const] : []),
    ]
  }
  const fact = (field: FieldDiff): PhrasingContent[][] => {
    const path = printable(field.path)
    return fieldLines(field, options).map((text) => [
      { type: 'inlineCode', value: path },
      line(text.slice(path.length)),
    ])
  }
  return {
    begin: (summary) => summaryParts(summary).map(blockText).join('\n'),
    page: (diff) =>
      pageParts(diff)
        .map((part) => `\n${blockText(part)}`)
        .join(''),
    end: () => '',
  }
}

function summaryParts({ before, after, changes, stillNotOk, unfinished }: DiffSummary): RootContent[] {
  const counts = Object.entries({
    ...changes,
    'still not ok': stillNotOk,
    'without a result yet': unfinished,
  })
  return [
    heading(1, 'What has changed'),
    paragraph(
      line(`Before: ${before.name}, ${before.pages} pages. Now: ${after.name}, ${after.pages} pages.`),
    ),
    table(
      ['Change', 'Pages'],
      counts.filter(([, count]) => count > 0).map(([word, count]) => [word, count]),
    ),
  ]
}
