import * as lists from 'stopword'
import { onceMade } from './onceMade.ts'
import { moreEnglishStopWords } from './stopWordsEnglish.ts'

/** By primary subtag, as pages declare it. */
const listsByLanguage: [string, readonly string[]][] = [
  ['af', lists.afr],
  ['ar', lists.ara],
  ['hy', lists.hye],
  ['eu', lists.eus],
  ['bn', lists.ben],
  ['br', lists.bre],
  ['bg', lists.bul],
  ['ca', lists.cat],
  ['zh', lists.zho],
  ['hr', lists.hrv],
  ['cs', lists.ces],
  ['da', lists.dan],
  ['nl', lists.nld],
  ['en', [...lists.eng, ...moreEnglishStopWords]],
  ['eo', lists.epo],
  ['et', lists.est],
  ['fi', lists.fin],
  ['fr', lists.fra],
  ['gl', lists.glg],
  ['de', lists.deu],
  ['el', lists.ell],
  ['gu', lists.guj],
  ['ha', lists.hau],
  ['he', lists.heb],
  ['hi', lists.hin],
  ['ga', lists.gle],
  ['hu', lists.hun],
  ['id', lists.ind],
  ['it', lists.ita],
  ['ja', lists.jpn],
  ['ko', lists.kor],
  ['ku', lists.kur],
  ['la', lists.lat],
  ['lv', lists.lav],
  ['lt', lists.lit],
  ['ms', lists.msa],
  ['mr', lists.mar],
  ['my', lists.mya],
  ['nb', lists.nob],
  ['no', lists.nob],
  ['pa', lists.panGu],
  ['fa', lists.fas],
  ['pl', lists.pol],
  ['pt', lists.por],
  ['ro', lists.ron],
  ['ru', lists.rus],
  ['sk', lists.slk],
  ['sl', lists.slv],
  ['so', lists.som],
  ['st', lists.sot],
  ['es', lists.spa],
  ['sw', lists.swa],
  ['sv', lists.swe],
  ['th', lists.tha],
  ['tl', lists.tgl],
  ['fil', lists.tgl],
  ['tr', lists.tur],
  ['uk', lists.ukr],
  ['ur', lists.urd],
  ['vi', lists.vie],
  ['yo', lists.yor],
  ['zu', lists.zul],
]

/** Of most languages nobody ever asks. */
const setsByLanguage: ReadonlyMap<string, () => ReadonlySet<string>> = new Map(
  listsByLanguage.map(([language, list]) => [language, onceMade(() => new Set(list))]),
)
const none: ReadonlySet<string> = new Set()

/** The stop words of a language by its primary subtag; none for one without a list, English ones for null. */
export function stopWords(language: string | null): ReadonlySet<string> {
  return setsByLanguage.get(language ?? 'en')?.() ?? none
}
