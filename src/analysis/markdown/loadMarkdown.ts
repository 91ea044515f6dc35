import type { markdown } from './markdown.ts'

/** The main text of a page as Markdown: see `markdown`. */
export type MarkdownWriter = typeof markdown

/** Loads what writes Markdown, for those who ask for it: once in each thread. */
export async function loadMarkdown(): Promise<MarkdownWriter> {
  return (await import('./markdown.ts')).markdown
}
