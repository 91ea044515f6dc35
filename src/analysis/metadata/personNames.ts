import { cheapLetters } from './cheapLetters.ts'
import { cleanText } from './cleanText.ts'

const lead =
  /^(?:(?:article|story|post|words?|text|review|report|guest post|photos?|recipe|reviewed|fact[- ]checked|medically reviewed)\s+(?:written\s+)?by|(?:written|posted|authored|published|created|edited|compiled|submitted|started|asked|answered|contributed|uploaded|updated|last updated|words|story)(?:\s+\w+)?\s+by|by|from the desk of|(?:post |article |guest )?authors?(?: name)?|writer|editor|contributors?|written|von|par|por|di|door|af|av|przez|autor(?:a|en|es|in|ka)?|auteurs?|autor[ie]|escrito por|publicado por|scritto da|geschreven door|geschrieben von|rédigé par|yazan|penulis|oleh|автор|作者|文|記者|著者|執筆者?|글|기자)(?::|：|\s|$)\s*/iu

/** What may follow a name in a byline, and is none. */
const trail = cheapLetters(
  /\s*(?:[|•·–—►»→]|\s-\s|\s\/\s|\(|\[|\bon\s+(?=LETTER+\s+\d)|\bin\s+(?=CASED)|\bat\s+\d|\b(?:last\s+)?(?:updated|published|modified|posted|reviewed|edited|fact[- ]checked|medically)\b|\bsays:?$|\d+\s*(?:min|minute|comment|read|ago|hours?|days?|weeks?|months?|years?)\b|\d{1,2}[:/.-]\d|\d{1,2}\.?\s+LETTER|(?:19|20)\d\d|LETTER+\.?\s+\d{1,2}(?:,|st\b|nd\b|rd\b|th\b|\s)).*$/i,
)

const credentials =
  /^(?:M\.?D\.?|Ph\.?\s?D\.?|R\.?N\.?|D\.?V\.?M\.?|D\.?O\.?|J\.?D\.?|M\.?B\.?A\.?|M\.?S\.?|M\.?A\.?|B\.?A\.?|B\.?S\.?|R\.?D\.?N?|L\.?D\.?N?|C\.?P\.?A|C\.?F\.?P\.?®?|Psy\.?D\.?|Ed\.?D\.?|M\.?P\.?H|MSc|BSc|LCSW|LMFT|CPT|CSCS|PT|DPT|NP|FACP|FAAP|DDS|DMD|Esq\.?|Jr\.?|Sr\.?|I{2,3}|RDN|RD|LD|CEO|CDCES|CFA|PMP|PA-C|PharmD)$/iu

const noName =
  /^(?:admin(?:istrator)?|root|webmaster|user|guest|anonymous|unknown|none|null|undefined|n\/a|editor|author|authors|by|posts?|home|share|follow|subscribe|contact|about|read more|view (?:all|profile|bio).*|more|published|updated|website|(?:see )?(?:all|full) .*|meet the .*|comments?|login|sign (?:in|up)|super ?user|wp[-_ ]?\w+|our (?:team|editors)|the author|linkedin|twitter|facebook|instagram|email|written|reviewed|senior editor|contributor|contributing writer|staff writer)$/iu

const office =
  /(?:^|[\s_-])(?:team|staff|editors|editorial|editorial (?:board|desk|office)|newsroom|news ?desk|web ?desk|redaktion|redaktionen|redactie|redazione|redacción|redacao|redação|rédaction|redakcja|redakce|toimitus|contributors|administrators?|moderators?)$|^(?:redaktion|redactie|redazione|redacción|redação|rédaction|redakcja|editorial|staff|team)\s|^(?:редакция|編集部|编辑部|小编)$|編集部$/iu

/** Whether a name is that of those who run a site, whoever they are. */
export const isOffice = (name: string): boolean => office.test(name)

/** What somebody does, written after a name with nothing between. */
const job =
  /(?<=\p{L}\p{Ll}+\s+\p{L}[\p{L}'’-]+),?\s+(?:(?:Senior|Staff|Contributing|Associate|Managing|Deputy|Chief|Lead|Executive|Assistant|Guest|Freelance|Tech|Technology|News|Health|Business|Content|Digital|Marketing|Product|Science|Political|Sports?|Travel|Food)\s+)*(?:Editor|Writer|Reporter|Correspondent|Contributor|Journalist|Columnist|Author|Director|Manager|Specialist|Strategist|Founder|Co-Founder|CEO|CTO|Analyst|Producer|Photographer)\b.*$/u

const longestName = 60
const mostWords = 7

/** The names in a byline or an author's field, in its order; none where it names nobody. */
export function personNames(text: unknown): readonly string[] {
  const clean = cleanText(text)
  if (clean === null || clean.length > 300) return []
  const names: string[] = []
  for (const part of withoutAround(clean).split(
    /\s*(?:;|,|，|、|\s&\s|\s\+\s|\s(?:and|und|et|y|e|og|och|en|with)(?=\s+\p{L}))\s*/u,
  )) {
    const previous = names.at(-1)
    if (previous !== undefined && credentials.test(part)) names[names.length - 1] = `${previous}, ${part}`
    else if (isName(part)) names.push(part)
    else if (names.length > 0 && part !== '') break
  }
  return names
}

const particle =
  /^(?:de|da|di|do|dos|das|del|della|der|den|van|von|zu|la|le|el|al|bin|ibn|ter|ten|y|e|of|the|at)$/

/** Whether a text is written as names are: each word with a capital letter but for particles, where the script has them. */
export function isWrittenAsName(name: string): boolean {
  if (name.length > 40) return false
  const words = name.replace(/,.*$/, '').split(/\s+/)
  if (words.length > 5 || particle.test(words[0] ?? '') || noLead.test(name)) return false
  return words.every(
    (word) => !/^\p{Ll}/u.test(word) || particle.test(word) || /^\p{Ll}+['’]?\p{Lu}/u.test(word),
  )
}

export const noLead =
  /^(?:The|This|That|These|It|We|You|Your|Our|In|On|At|For|From|With|And|How|What|When|Why|All|No|Get|Join|Sign|Log|Search|Read|See|View|Learn|Find|Buy|Shop|New|Free|If|As|To|An?)\b/

function withoutAround(text: string): string {
  let rest = text.replace(/<[^>]*>/g, ' ').replace(/^[\s:|•·–—,-]+/, '')
  for (let cut = rest.replace(lead, ''); cut !== rest; cut = rest.replace(lead, '')) rest = cut
  const end = rest.replace(trail, '')
  return end
    .replace(/\S+@\S+\.\w+/g, '')
    .replace(/^@/, '')
    .replace(/['’]s (?:profile|posts|articles)$/i, '')
    .replace(job, '')
    .replace(/[\s:|,–—-]+$/, '')
    .trim()
}

function isName(part: string): boolean {
  if (part.length < 2 || part.length > longestName || !/\p{L}/u.test(part)) return false
  if (/^\d+\s/.test(part)) return false
  if (/https?:|www\.|[<>{}=]|\.(?:com|org|net)\//i.test(part) || noName.test(part)) return false
  return part.split(/\s+/).length <= mostWords && !/[.!?]\s+\p{Ll}|[!?]$/u.test(part)
}
