/** A character of a script that is written without spaces between its words. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u
/** What these scripts lie in, and others with them; the first is Thai. */
const aboutUnspaced = /[\u0e00-\u1fff\u2e80-\uffff]/
/** The segmenter's time grows faster than its text, so long runs are cut: so many characters at a time. */
const piece = /.{1,256}/gsu

export interface Segmenter {
  /** The words of a run of letters without spaces; undefined for a run of other scripts, which is a word. */
  pieces(run: string): readonly string[] | undefined
}

/**
 * Cuts runs of scripts without spaces into words, by the dictionary of ICU that Node brings along. The same Node
 * gives the same words; another version may have another dictionary.
 */
export function createSegmenter(): Segmenter {
  let segmenter: Intl.Segmenter | undefined
  return {
    pieces(run) {
      if (!unspaced.test(run)) return undefined
      segmenter ??= new Intl.Segmenter('und', { granularity: 'word' })
      const found: string[] = []
      for (const part of run.match(piece) ?? []) {
        for (const { segment, isWordLike } of segmenter.segment(part)) if (isWordLike) found.push(segment)
      }
      return found
    },
  }
}

/** Whether a text is worth asking a segmenter: a quick test that is wrong only on one side. */
export function mayBeUnspaced(text: string): boolean {
  return aboutUnspaced.test(text)
}
