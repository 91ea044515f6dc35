import type { Script } from './scripts.ts'

/** The scripts that one language has nearly to itself on the web. */
const languages: ReadonlyMap<Script, string> = new Map([
  ['Greek', 'el'],
  ['Armenian', 'hy'],
  ['Hebrew', 'he'],
  ['Bengali', 'bn'],
  ['Gurmukhi', 'pa'],
  ['Gujarati', 'gu'],
  ['Oriya', 'or'],
  ['Tamil', 'ta'],
  ['Telugu', 'te'],
  ['Kannada', 'kn'],
  ['Malayalam', 'ml'],
  ['Sinhala', 'si'],
  ['Thai', 'th'],
  ['Lao', 'lo'],
  ['Tibetan', 'bo'],
  ['Myanmar', 'my'],
  ['Georgian', 'ka'],
  ['Ethiopic', 'am'],
  ['Khmer', 'km'],
  ['Hangul', 'ko'],
  ['Kana', 'ja'],
  ['Han', 'zh'],
])

/** One of these says as much as so many letters. */
const weights: ReadonlyMap<Script, number> = new Map([
  ['Hangul', 2],
  ['Kana', 2],
  ['Han', 3],
])

/** Of Japanese characters, the least part that is kana. */
const kanaShare = 0.05

export interface MainScript {
  readonly script: Script
  /** The one language of the script; null where several share it. */
  readonly language: string | null
  /** The script's part of all letters, 0 to 1. */
  readonly share: number
  /** Letters of the script; a Chinese character counts for three, a kana or a Korean syllable for two. */
  readonly letters: number
}

/** The script that most of a text is written in, by the characters of each; null for a text without letters. */
export function mainScript(characters: ReadonlyMap<Script, number>): MainScript | null {
  const weighed = weighedTogether(characters)
  let all = 0
  let main: [Script, number] | null = null
  for (const entry of weighed) {
    all += entry[1]
    if (main === null || entry[1] > main[1]) main = entry
  }
  if (main === null) return null
  const [script, letters] = main
  return { script, language: languages.get(script) ?? null, share: letters / all, letters }
}

/** Han and kana are one script when there are kana enough: Japanese. A few kana are names in Chinese. */
function weighedTogether(characters: ReadonlyMap<Script, number>): Map<Script, number> {
  const weighed = new Map(
    [...characters].map(([script, count]) => [script, count * (weights.get(script) ?? 1)]),
  )
  const kana = characters.get('Kana') ?? 0
  const han = characters.get('Han') ?? 0
  if (kana === 0 || han === 0) return weighed
  const [together, other]: [Script, Script] =
    kana >= kanaShare * (kana + han) ? ['Kana', 'Han'] : ['Han', 'Kana']
  weighed.set(together, (weighed.get('Kana') ?? 0) + (weighed.get('Han') ?? 0))
  weighed.delete(other)
  return weighed
}
