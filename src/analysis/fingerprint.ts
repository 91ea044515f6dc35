import { hash } from 'node:crypto'
import { composedText } from './composedText.ts'
import { simhash } from './simhash.ts'

export interface Fingerprint {
  /** SHA-256 of the text's UTF-8, in lower-case hex. */
  readonly sha256: string
  /** 64 bits as 16 lower-case hex digits; null for a text without words. */
  readonly simhash: string | null
}

/**
 * What tells a text with these `shingleStates`, which is `onOneLine`, from others. Two texts have one `sha256` if they differ only in how
 * their characters are composed (see `composedText`); of two that have much in common, the `simhash` differs in few bits.
 */
export function fingerprint(line: string, shingles: Int32Array): Fingerprint {
  const sha256 = hash('sha256', composedText(line), 'hex')
  return { sha256, simhash: simhash(shingles) }
}
