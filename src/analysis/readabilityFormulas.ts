/** What the formulas are made of. */
export interface TextCounts {
  readonly words: number
  readonly sentences: number
  /** Letters and digits. */
  readonly characters: number
  /** Words of more than six letters. */
  readonly longWords: number
  readonly syllables: number
  /** Words of three syllables and more. */
  readonly polysyllables: number
  readonly monosyllables: number
}

export type ReadabilityFormula = (counts: TextCounts) => number

const perSentence = ({ words, sentences }: TextCounts) => words / sentences
const perWord = ({ syllables, words }: TextCounts) => syllables / words
const percent = (part: number, { words }: TextCounts) => (part * 100) / words

/** By their names in the result. A formula of ease rises with it, one of grade with the years of school needed. */
const formulas = {
  /** Ease, 0 to 100: Flesch 1948, "A new readability yardstick". */
  fleschReadingEase: (c) => 206.835 - 1.015 * perSentence(c) - 84.6 * perWord(c),
  /** Grade: Kincaid and others 1975, "Derivation of new readability formulas for Navy enlisted personnel". */
  fleschKincaidGrade: (c) => 0.39 * perSentence(c) + 11.8 * perWord(c) - 15.59,
  /** Grade: Gunning 1952, "The technique of clear writing"; every word of three syllables counts as complex. */
  gunningFog: (c) => 0.4 * (perSentence(c) + percent(c.polysyllables, c)),
  /** Grade: McLaughlin 1969, "SMOG grading"; made for 30 sentences, scaled to them here. */
  smog: (c) => 1.043 * Math.sqrt((c.polysyllables * 30) / c.sentences) + 3.1291,
  /** Grade: Coleman and Liau 1975, "A computer readability formula designed for machine scoring". */
  colemanLiau: (c) => 0.0588 * percent(c.characters, c) - 0.296 * percent(c.sentences, c) - 15.8,
  /** Grade: Smith and Senter 1967, "Automated readability index". */
  automatedReadability: (c) => 4.71 * (c.characters / c.words) + 0.5 * perSentence(c) - 21.43,
  /** Ease, German: Amstad 1978, "Wie verständlich sind unsere Zeitungen?". */
  amstad: (c) => 180 - perSentence(c) - 58.5 * perWord(c),
  /** Grade, German, the first of four: Bamberger and Vanecek 1984, "Lesen, Verstehen, Lernen, Schreiben". */
  wienerSachtext: (c) =>
    0.1935 * percent(c.polysyllables, c) +
    0.1672 * perSentence(c) +
    0.1297 * percent(c.longWords, c) -
    0.0327 * percent(c.monosyllables, c) -
    0.875,
  /** Ease, Spanish: Fernández Huerta 1959, "Medidas sencillas de lecturabilidad". */
  fernandezHuerta: (c) => 206.84 - 60 * perWord(c) - 1.02 * perSentence(c),
  /** Ease, Spanish: Szigriszt Pazos 1993, "Sistemas predictivos de legibilidad del mensaje escrito". */
  szigrisztPazos: (c) => 206.835 - 62.3 * perWord(c) - perSentence(c),
  /** Ease, French: Kandel and Moles 1958, "Application de l'indice de Flesch à la langue française". */
  kandelMoles: (c) => 207 - 1.015 * perSentence(c) - 73.6 * perWord(c),
  /** Ease, Italian, 0 to 100: Lucisano and Piemontese 1988, "GULPEASE". */
  gulpease: (c) => 89 + (300 * c.sentences - 10 * c.characters) / c.words,
  /** Ease, Italian: Franchina and Vacca 1986, "Adaptation of Flesh readability index". */
  fleschVacca: (c) => 217 - 1.3 * perSentence(c) - 60 * perWord(c),
  /** Ease, Dutch: Douma 1960, "De leesbaarheid van landbouwbladen". */
  fleschDouma: (c) => 206.84 - 0.93 * perSentence(c) - 77 * perWord(c),
  /** Ease, Portuguese: Martins and others 1996, "Readability formulas applied to textbooks in Brazilian Portuguese". */
  fleschMartins: (c) => 248.835 - 1.015 * perSentence(c) - 84.6 * perWord(c),
  /** Ease, Russian: Oborneva 2006, on the estimation of the complexity of textbooks. */
  oborneva: (c) => 206.835 - 1.3 * perSentence(c) - 60.1 * perWord(c),
  /** Ease, Turkish: Ateşman 1997, "Türkçede okunabilirliğin ölçülmesi". */
  atesman: (c) => 198.825 - 40.175 * perWord(c) - 2.61 * perSentence(c),
  /** 20 (very easy) to 60 and more (very hard): Björnsson 1968, "Läsbarhet". */
  lix: (c) => perSentence(c) + percent(c.longWords, c),
  /** Long words to a sentence: Anderson 1983, "Lix and Rix: variations on a little-known readability index". */
  rix: (c) => c.longWords / c.sentences,
} satisfies Record<string, ReadabilityFormula>

export type FormulaName = keyof typeof formulas

const ofAnyEuropeanLanguage: readonly FormulaName[] = ['lix', 'rix']
const europeanLanguages =
  'en de es fr it nl pt ru tr sv da no nb nn fi is et lv lt pl cs sk sl hr sr bs bg mk uk be ro hu el ca gl eu sq'

const ofLanguage: ReadonlyMap<string, readonly FormulaName[]> = new Map([
  [
    'en',
    ['fleschReadingEase', 'fleschKincaidGrade', 'gunningFog', 'smog', 'colemanLiau', 'automatedReadability'],
  ],
  ['de', ['amstad', 'wienerSachtext']],
  ['es', ['fernandezHuerta', 'szigrisztPazos']],
  ['fr', ['kandelMoles']],
  ['it', ['gulpease', 'fleschVacca']],
  ['nl', ['fleschDouma']],
  ['pt', ['fleschMartins']],
  ['ru', ['oborneva']],
  ['tr', ['atesman']],
])

type NamedFormula = readonly [FormulaName, ReadabilityFormula]

const formulasByLanguage: ReadonlyMap<string, readonly NamedFormula[]> = new Map(
  europeanLanguages.split(' ').map((language) => {
    const names = [...(ofLanguage.get(language) ?? []), ...ofAnyEuropeanLanguage]
    return [language, names.map((name) => [name, formulas[name]])]
  }),
)
const none: readonly NamedFormula[] = []

/** The formulas made for a language, and those for every language of Europe; none for the others. */
export function readabilityFormulas(language: string): readonly NamedFormula[] {
  return formulasByLanguage.get(language) ?? none
}
