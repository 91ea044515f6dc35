import { languageSample, prose } from './languageSample.ts'
import { malayOrIndonesian } from './malayOrIndonesian.ts'
import { mainScript } from './scriptLanguage.ts'
import { type Script, scripts } from './scripts.ts'

export interface DetectedLanguage {
  /** Primary language subtag (`no` for both forms of Norwegian); null for a text that is too short, or unclear. */
  readonly language: string | null
  /** How likely it is the right one, 0 to 1, in hundredths; 0 without a language. */
  readonly confidence: number
}

/** The same text gives the same answer. Takes the same time for a text of any length. */
export type LanguageDetector = (text: string) => DetectedLanguage

const unknown: DetectedLanguage = { language: null, confidence: 0 }
/** Below, four of five guesses are right. */
const minLetters = 20
const minConfidence = 0.5
const uncertain = 0.7
/** A short sample is enough when it leaves so little doubt. */
const clearConfidence = 0.98
/** Bytes of UTF-8: what is read first, and what is read in doubt, which is the most that eld reads. */
const samples = [180, 350]
/** The scripts that several languages share, by the bytes of a letter. */
const letterBytes: ReadonlyMap<Script, number> = new Map([
  ['Latin', 1],
  ['Cyrillic', 2],
  ['Arabic', 2],
  ['Devanagari', 3],
])

/**
 * Loads the n-grams of 60 languages (eld, Nito T.M.), which takes a while: once in each thread. Greek, Hebrew,
 * Korean, Thai and others are known by their script alone, and so are Chinese and Japanese.
 */
export async function loadLanguageDetector(): Promise<LanguageDetector> {
  const { eld } = await import('eld/extrasmall')
  return (text) => {
    const source = prose(text)
    const sample = languageSample(source, Math.max(...samples))
    const main = mainScript(scripts(sample))
    if (main === null || main.letters < minLetters) return unknown
    if (main.language !== null) return { language: main.language, confidence: hundredths(main.share) }
    let found = unknown
    for (const bytes of samples) {
      const read = languageSample(source, bytes / (letterBytes.get(main.script) ?? 1))
      const letters = (main.letters * read.length) / sample.length
      found = best(eld.detect(read).getScores(), letters, read)
      if (found.confidence >= clearConfidence || read.length === source.length) break
    }
    return found
  }
}

/** Of the scores from the highest. The confidence is the measured share of right answers by the lead over the second and the length of the text. */
function best(scores: Readonly<Record<string, number>>, letters: number, sample: string): DetectedLanguage {
  const [first, second = ''] = Object.keys(scores)
  if (first === undefined) return unknown
  const lead = 1 - perNgram(scores[second] ?? 0) / perNgram(scores[first] ?? 0)
  const confidence = hundredths(1 - 0.7 * Math.exp(-1.5 * lead * Math.sqrt(letters)))
  if (confidence < minConfidence) return unknown
  if (first !== 'ms') return { language: first, confidence }
  const { language, certain } = malayOrIndonesian(sample)
  return { language, confidence: certain ? confidence : Math.min(confidence, uncertain) }
}

/** The score before eld bends it into 0 to 1. */
function perNgram(score: number): number {
  return score / (1 - score)
}

function hundredths(share: number): number {
  return Math.round(share * 100) / 100
}
