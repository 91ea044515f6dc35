/** The package ships no types: this is what we use. */
declare module 'vader-sentiment' {
  export const SentimentIntensityAnalyzer: {
    /** `compound` is the sum of the valences, bent into -1 to 1. */
    polarity_scores(text: string): { readonly compound: number }
  }
}
