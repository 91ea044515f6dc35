import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** The path of a file of the repository. */
export const repositoryFile = (name: string): string => `${ROOT}${name}`

export const readDocument = (name: string): string => readFileSync(repositoryFile(name), 'utf8')

/** Every Markdown file that a reader is meant to read, relative to the repository. */
export function documents(): string[] {
  return ['', 'docs/', 'docs/decisions/', 'examples/'].flatMap((folder) =>
    readdirSync(repositoryFile(folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => folder + name),
  )
}

/** The text with new content between each `<!-- name:begin -->` and its `<!-- name:end -->`. Throws where a pair is missing. */
export function withParts(text: string, parts: Readonly<Record<string, string>>): string {
  return Object.entries(parts).reduce((whole, [name, content]) => {
    const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`]
    const [before, rest, ...more] = whole.split(begin)
    const after = rest?.split(end)
    if (after?.length !== 2 || more.length > 0) throw new Error(`one ${begin} and one ${end} are needed`)
    return `${before}${begin}\n${content}\n${end}${after[1]}`
  }, text)
}

export const codeBlock = (language: string, code: string): string =>
  `\`\`\`${language}\n${code.trimEnd()}\n\`\`\``

/** The cells of every row of a document's tables, without their heads. */
export function tableRows(markdown: string): string[][] {
  const lines = markdown.split('\n')
  const isRow = (line: string | undefined): boolean => line?.startsWith('|') === true
  const isHead = (index: number): boolean => !isRow(lines[index - 1])
  return lines
    .filter((line, index) => isRow(line) && !isHead(index) && !/^\|[\s|:-]+\|$/.test(line))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

/** The lines of all fenced blocks. */
export function codeLines(markdown: string): string[] {
  return [...markdown.matchAll(/^```.*\n([\s\S]*?)^```$/gm)].flatMap(([, code = '']) =>
    code.trimEnd().split('\n'),
  )
}

/** What links may name in a document: its headings as GitHub makes anchors of them. */
export function anchors(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}
