/** How a language spells its syllables. */
interface Vowels {
  /** A run of vowels is one syllable. */
  readonly runs: RegExp
  /** A vowel after which a run is cut, for it is spoken apart from the next. */
  readonly hiatus?: RegExp
  /** A word with a vowel that is not spoken. */
  readonly silent?: RegExp
}

/** Strong vowels do not join each other, nor a weak one with an accent. */
const romanceHiatus = /[aeoáéóàèòâêô](?=[aeoáéóàèòâêôíúìù])|[íúìùï](?=[aeoáéóàèò])/g

/** By primary subtag. */
const vowelsByLanguage: ReadonlyMap<string, Vowels> = new Map([
  [
    'en',
    {
      runs: /[aeiouyà-öø-ÿ]+/g,
      hiatus:
        /(?<=[aeou])y(?=[aeiou])|(?<=^sc)i(?=e)|(?<=.)y(?=ing|o)|[aeou](?=ing)|(?<![tcsxg]|fr)i(?=a(?!g)|e[nrt]|o(?!n)|um)|e(?=al[iy]|at[eio]|as?$|o(?!p|u))|(?<![qg])u(?=al|ou|at[ei])/g,
      silent:
        /[^aeiouyl]e$|[aeiouy]le$|[^aeiouycsgzxl]es$|[aeiouy]les$|[^aeiouytd]ed$|[^aeiou]e(?=ly$|ment|ful|less|thing|times|where)|^every|^business/,
    },
  ],
  [
    'de',
    {
      runs: /[aeiouyäöüéèàê]+/g,
      hiatus: /[aiouäöü](?=o)|i(?=[aou])|e(?=[ao])|u(?=[aeioä])|ie(?=u)|(?<=[ae])i(?=e)|[äöü](?=[aei])/g,
    },
  ],
  ['nl', { runs: /[aeiouyëïöüéèáóí]+/g, hiatus: /[aeiou](?=[ëïöü])|i(?=[ao])|e(?=a)/g }],
  ['es', { runs: /[aeiouyáéíóúü]+/g, hiatus: romanceHiatus }],
  ['it', { runs: /[aeiouàèéìíòóùú]+/g, hiatus: romanceHiatus }],
  ['pt', { runs: /[aeiouáéíóúàâêôãõü]+/g, hiatus: romanceHiatus }],
  [
    'fr',
    {
      runs: /[aeiouyàâäéèêëîïôöûùüœæ]+/g,
      hiatus: /[aeiouéè](?=[ëï])|é(?=[aoiuâôèê])|i(?=é)/g,
      silent: /[^aeiouyàâéèêîôû]e(?:s|nt)?$/,
    },
  ],
  ['ru', { runs: /[аеёиоуыэюя]/g }],
  ['tr', { runs: /[aeıioöuüâîû]/g }],
])

/** Whether the syllables of a language can be counted. */
export function hasSyllables(language: string): boolean {
  return vowelsByLanguage.has(language)
}

/**
 * About how many syllables a lower-case word has in the language, at least one: its runs of vowels, cut where two
 * vowels are two syllables, less a vowel that is not spoken. Only a word's first 100 characters are read.
 */
export function syllables(word: string, language: string): number {
  const vowels = vowelsByLanguage.get(language)
  if (vowels === undefined) return 1
  const read = word.length > 100 ? word.slice(0, 100) : word
  const runs = read.match(vowels.runs)
  if (runs === null) return 1
  let count = runs.length
  const cuts = runs.some((run) => run.length > 1) ? vowels.hiatus : undefined
  if (cuts !== undefined) count += read.match(cuts)?.length ?? 0
  if (count > 1 && vowels.silent?.test(read)) count--
  return Math.max(1, count)
}
