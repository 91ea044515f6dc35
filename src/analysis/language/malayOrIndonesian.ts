/** Words that one of the two languages writes otherwise, or hardly uses. */
const indonesian =
  /\b(?:bahwa|karena|bisa|saat|sedangkan|berbeda|kantor|uang|gratis|silakan|juga|dari|apakah)\b/giu
const malay =
  /\b(?:bahawa|kerana|boleh|ialah|manakala|berbeza|pejabat|wang|percuma|sila|daripada|adakah)\b/giu

/**
 * Whether a text is Malay or Indonesian, which detectors take for one language: the one that more of its words
 * belong to alone. Without any it is taken for Indonesian, since far more pages are, and is not certain.
 */
export function malayOrIndonesian(sample: string): { language: 'ms' | 'id'; certain: boolean } {
  const lead = count(sample, indonesian) - count(sample, malay)
  return { language: lead < 0 ? 'ms' : 'id', certain: lead !== 0 }
}

function count(sample: string, words: RegExp): number {
  return sample.match(words)?.length ?? 0
}
