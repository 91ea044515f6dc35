import { expect } from 'vitest'
import { readDocument, repositoryFile, withParts } from './markdown.ts'

/** Compares a document with itself, its generated parts made anew; `npm run generate` writes it. */
export async function expectParts(name: string, parts: Readonly<Record<string, string>>): Promise<void> {
  await expect(withParts(readDocument(name), parts)).toMatchFileSnapshot(repositoryFile(name))
}
