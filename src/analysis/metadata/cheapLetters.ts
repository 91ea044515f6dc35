/**
 * Letters and marks of one UTF-16 unit: those of the scripts that names and dates are written in, with no digits and punctuation but of scripts
 * far from ours.
 */
const letter =
  '[A-Za-zªµºÀ-ÖØ-öø-\\u1fff\\u2c00-\\u2dff\\u3005\\u3041-\\ud7ff\\uf900-\\ufd3d\\ufd50-\\ufdff\\ufe70-\\ufefc\\uff21-\\uff3a\\uff41-\\uff5a\\uff66-\\uffdc]'

/** Of those, what is large or small: Latin, Greek, Cyrillic, Armenian and Georgian. */
const casedLetter =
  '[A-Za-zµÀ-ÖØ-öø-\\u02af\\u0370-\\u052f\\u0531-\\u0556\\u0561-\\u0587\\u10a0-\\u10ff\\u1c90-\\u1cbf\\u1e00-\\u1fff\\u2c00-\\u2c7f\\ua640-\\ua69f\\ua720-\\ua7ff\\uff21-\\uff3a\\uff41-\\uff5a]'

/**
 * A pattern in which `LETTER` and `CASED` stand for a letter. V8 takes 10 to 25 ms in each thread, longer than a page is analysed, to compile
 * one that asks for `\p{L}` in several places.
 */
export function cheapLetters(pattern: RegExp): RegExp {
  const source = pattern.source.replaceAll('LETTER', letter).replaceAll('CASED', casedLetter)
  return new RegExp(source, pattern.flags)
}
