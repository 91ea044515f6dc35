/** How a language spells its syllables. */
interface Spelling {
  /** Which code units are vowels: a run of them is one syllable. */
  readonly vowels: Uint8Array
  /** Each vowel is a syllable, whatever stands beside it. */
  readonly areApart?: true
  /** A vowel after which a run is cut, for it is spoken apart from the next. */
  readonly hiatus?: RegExp
  /** A word with a vowel that is not spoken. */
  readonly silent?: RegExp
}

/** In Cyrillic they come last. */
const afterLastVowel = 0x460

/** Strong vowels do not join each other, nor a weak one with an accent. */
const romanceHiatus = /[aeoáéóàèòâêô](?=[aeoáéóàèòâêôíúìù])|[íúìùï](?=[aeoáéóàèò])/g

/** By primary subtag. */
const spellingByLanguage: ReadonlyMap<string, Spelling> = new Map([
  [
    'en',
    {
      vowels: tableOf('aeiouyàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ'),
      hiatus:
        /(?<=[aeou])y(?=[aeiou])|(?<=^sc)i(?=e)|(?<=.)y(?=ing|o)|[aeou](?=ing)|(?<![tcsxg]|fr)i(?=a(?!g)|e[nrt]|o(?!n)|um)|e(?=al[iy]|at[eio]|as?$|o(?!p|u))|(?<![qg])u(?=al|ou|at[ei])/g,
      silent:
        /[^aeiouyl]e$|[aeiouy]le$|[^aeiouycsgzxl]es$|[aeiouy]les$|[^aeiouytd]ed$|[^aeiou]e(?=ly$|ment|ful|less|thing|times|where)|^every|^business/,
    },
  ],
  [
    'de',
    {
      vowels: tableOf('aeiouyäöüéèàê'),
      hiatus: /[aiouäöü](?=o)|i(?=[aou])|e(?=[ao])|u(?=[aeioä])|ie(?=u)|(?<=[ae])i(?=e)|[äöü](?=[aei])/g,
    },
  ],
  ['nl', { vowels: tableOf('aeiouyëïöüéèáóí'), hiatus: /[aeiou](?=[ëïöü])|i(?=[ao])|e(?=a)/g }],
  ['es', { vowels: tableOf('aeiouyáéíóúü'), hiatus: romanceHiatus }],
  ['it', { vowels: tableOf('aeiouàèéìíòóùú'), hiatus: romanceHiatus }],
  ['pt', { vowels: tableOf('aeiouáéíóúàâêôãõü'), hiatus: romanceHiatus }],
  [
    'fr',
    {
      vowels: tableOf('aeiouyàâäéèêëîïôöûùüœæ'),
      hiatus: /[aeiouéè](?=[ëï])|é(?=[aoiuâôèê])|i(?=é)/g,
      silent: /[^aeiouyàâéèêîôû]e(?:s|nt)?$/,
    },
  ],
  ['ru', { vowels: tableOf('аеёиоуыэюя'), areApart: true }],
  ['tr', { vowels: tableOf('aeıioöuüâîû'), areApart: true }],
])

/** Whether the syllables of a language can be counted. */
export function hasSyllables(language: string): boolean {
  return spellingByLanguage.has(language)
}

/**
 * About how many syllables a lower-case word has in the language, at least one: its runs of vowels, cut where two
 * vowels are two syllables, less a vowel that is not spoken. Only a word's first 100 characters are read.
 */
export function syllables(word: string, language: string): number {
  const spelling = spellingByLanguage.get(language)
  if (spelling === undefined) return 1
  const read = word.length > 100 ? word.slice(0, 100) : word
  const { vowels, areApart, hiatus, silent } = spelling
  let count = 0
  let isAfterVowel = false
  let hasLongRun = false
  for (let at = 0; at < read.length; at++) {
    const isVowel = vowels[read.charCodeAt(at)] === 1
    if (isVowel && (!isAfterVowel || areApart)) count++
    hasLongRun ||= isVowel && isAfterVowel
    isAfterVowel = isVowel
  }
  if (hiatus !== undefined && hasLongRun) count += read.match(hiatus)?.length ?? 0
  if (count > 1 && silent?.test(read)) count--
  return Math.max(1, count)
}

function tableOf(vowels: string): Uint8Array {
  const table = new Uint8Array(afterLastVowel)
  for (let at = 0; at < vowels.length; at++) table[vowels.charCodeAt(at)] = 1
  return table
}
