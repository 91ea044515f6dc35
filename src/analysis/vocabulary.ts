import type { Tokens } from './tokens.ts'

/** The distinct terms of a text. */
export interface Vocabulary {
  /** Lower-case words, each once, in the order of the text. */
  readonly terms: readonly string[]
  /** How often each term stands in the text. */
  readonly counts: Int32Array
  /** For each word of the text, the place of its term in `terms`. */
  readonly ids: Int32Array
}

/** Words that differ only in case are one term. */
export function vocabulary({ forms, words }: Pick<Tokens, 'forms' | 'words'>): Vocabulary {
  const terms: string[] = []
  const termOfForm = termIds(forms, terms)
  const counts = new Int32Array(terms.length)
  const ids = new Int32Array(words.length)
  for (let at = 0; at < words.length; at++) {
    const id = termOfForm[words[at] as number] as number
    ids[at] = id
    counts[id] = (counts[id] as number) + 1
  }
  return { terms, counts, ids }
}

/** For each form the place of its term in `terms`, which is filled in their order. */
function termIds(forms: readonly string[], terms: string[]): Int32Array {
  const idsByTerm = new Map<string, number>()
  const ids = new Int32Array(forms.length)
  for (let at = 0; at < forms.length; at++) {
    const term = lowerCase(forms[at] as string)
    let id = idsByTerm.get(term)
    if (id === undefined) {
      id = terms.length
      idsByTerm.set(term, id)
      terms.push(term)
    }
    ids[at] = id
  }
  return ids
}

/** Most words are in small letters, and a look at them costs less than asking ICU. */
function lowerCase(form: string): string {
  for (let at = 0; at < form.length; at++) if (!isSmall(form.charCodeAt(at))) return form.toLowerCase()
  return form
}

const isSmall = (unit: number): boolean => unit >= 0x61 && unit <= 0x7a
