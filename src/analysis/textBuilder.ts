import { collapsedText } from './collapsedText.ts'
import type { ElementRole } from './elementRole.ts'

export type TextBuilder = ReturnType<typeof createTextBuilder>

/**
 * Puts the visible text together piece by piece: runs of white space become one space, and nothing begins or
 * ends with white space (but for what is preformatted).
 */
export function createTextBuilder() {
  const parts: string[] = []
  let pendingBreaks = 0
  let isSpacePending = false
  let linkEnd = -1

  function addPart(text: string): void {
    if (parts.length > 0) {
      if (pendingBreaks > 0) parts.push(pendingBreaks === 1 ? '\n' : '\n\n')
      else if (isSpacePending) parts.push(' ')
    }
    parts.push(text)
    pendingBreaks = 0
    isSpacePending = false
  }

  return {
    addText(text: string): void {
      const trimmed = text.trim()
      if (text.length !== trimmed.length && !text.startsWith(trimmed)) isSpacePending = true
      if (trimmed === '') {
        isSpacePending ||= text !== ''
        return
      }
      addPart(collapsedText(trimmed))
      isSpacePending = text.length !== trimmed.length && !text.endsWith(trimmed)
    },
    /** Text whose white space is kept. */
    addPreformatted(text: string): void {
      if (text !== '') addPart(text.replace(/\r\n?/g, '\n'))
    },
    /** What an element with this role puts between the text on its two sides. Two `<br>` make a blank line. */
    separate(role: ElementRole): void {
      if (role === 'block') pendingBreaks = Math.max(1, pendingBreaks)
      else if (role === 'paragraph') pendingBreaks = 2
      else if (role === 'break') pendingBreaks = Math.min(2, pendingBreaks + 1)
      else if (role === 'apart') isSpacePending = true
      // Menus are rows of links set apart by their style alone; letters after a link belong to its word.
      else if (role === 'link' && linkEnd === parts.length) isSpacePending = true
    },
    endLink(): void {
      linkEnd = parts.length
    },
    /** A place to come back to. */
    mark(): number {
      return parts.length
    },
    /** What was added since the mark, on one line. */
    textSince(mark: number): string {
      return collapsedText(parts.slice(mark).join('').trim())
    },
    /** Drops the white space at the end of what was added since the mark. */
    trimSince(mark: number): void {
      while (parts.length > mark) {
        const last = parts.pop()?.trimEnd() ?? ''
        if (last === '') continue
        parts.push(last)
        return
      }
    },
    text(): string {
      return withoutSoftHyphens(parts.join('')).toWellFormed()
    },
  }
}

/** Soft hyphens say where a word may be broken; they are no part of it. */
function withoutSoftHyphens(text: string): string {
  return text.includes('\u00ad') ? text.replaceAll('\u00ad', '') : text
}
