import type { Sentiment } from '../../types.ts'
import { ratedSentences } from './ratedSentences.ts'

/** Null for a language other than English, and for a text without letters. */
export type SentimentRater = (text: string, language: string | null) => Sentiment | null

const readLength = 50_000
const sentenceLength = 500
/** The thresholds of the authors of VADER. */
const leastPositive = 0.05
const mostNegative = -0.05

/**
 * Loads VADER (C. J. Hutto and Eric Gilbert, "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social
 * Media Text", 2014), once in each thread: 7,500 English words, signs and smileys as rated by people, and rules for
 * negations, intensity, capitals, "but" and marks. The first 50,000 characters of a text are read, sentence by sentence.
 */
export async function loadSentiment(): Promise<SentimentRater> {
  const { SentimentIntensityAnalyzer: vader } = await import('vader-sentiment')
  return (text, language) => {
    if (language !== 'en') return null
    const scores = ratedSentences(plainMarks(text.slice(0, readLength)), sentenceLength).map(
      (sentence) => vader.polarity_scores(sentence).compound,
    )
    if (scores.length === 0) return null
    const sum = scores.reduce((total, score) => total + score, 0)
    return {
      // Adding 0 makes -0 a 0.
      score: Math.round((sum / scores.length) * 100) / 100 + 0,
      sentences: scores.length,
      positive: scores.filter((score) => score >= leastPositive).length,
      negative: scores.filter((score) => score <= mostNegative).length,
    }
  }
}

/** VADER knows `can't` but not `can’t`, and no word beside a quotation mark and another mark. */
function plainMarks(text: string): string {
  return text.replace(/[’ʼ]/g, "'").replace(/["“”„«»]/g, ' ')
}
