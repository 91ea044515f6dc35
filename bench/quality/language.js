/**
 * Which detector names the language of a text best, and at what cost:
 *
 *     npm i --no-save tinyld franc lande && node bench/quality/language.js [FOLDER OF WCXB]
 *
 * Texts: the sentences below, what packages installed here say in other languages (TypeScript's diagnostics,
 * yargs and zod), and with a folder the pages of WCXB. A detector that is not installed is named and left out.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url))
const shortLength = 60

/** Written for this measurement, by primary subtag. */
const ownTexts = {
  ar: 'تدور الطاحونة القديمة على ضفة النهر منذ مئتي عام. يأتي المزارعون كل صباح بالقمح ويعودون بالدقيق.',
  bg: 'Старата мелница край реката се върти от двеста години. Всяка сутрин хората носят жито и се връщат с брашно.',
  bn: 'নদীর ধারের পুরোনো কলটি দুইশো বছর ধরে ঘুরছে। প্রতিদিন সকালে কৃষকেরা গম নিয়ে আসে আর আটা নিয়ে ফিরে যায়।',
  ca: 'El vell molí de vora el riu gira des de fa dos-cents anys. Cada matí els pagesos hi porten blat i tornen amb farina.',
  cs: 'Starý mlýn u řeky se točí už dvě stě let. Každé ráno sem lidé přivážejí obilí a odvážejí si mouku.',
  da: 'Den gamle mølle ved åen har drejet i to hundrede år. Hver morgen kommer bønderne med korn og kører hjem med mel.',
  de: 'Die alte Mühle am Fluss dreht sich seit zweihundert Jahren. Jeden Morgen bringen die Bauern Korn und fahren mit Mehl nach Hause.',
  el: 'Ο παλιός μύλος δίπλα στο ποτάμι γυρίζει εδώ και διακόσια χρόνια. Κάθε πρωί οι αγρότες φέρνουν σιτάρι και φεύγουν με αλεύρι.',
  en: 'The old mill by the river has been turning for two hundred years. Every morning the farmers bring grain and go home with flour.',
  es: 'El viejo molino junto al río lleva doscientos años girando. Cada mañana los campesinos traen trigo y vuelven a casa con harina.',
  et: 'Jõe ääres seisev vana veski on pöörelnud juba kakssada aastat. Igal hommikul toovad talunikud vilja ja lähevad jahuga koju.',
  fa: 'آسیاب قدیمی کنار رودخانه دویست سال است که می‌چرخد. هر روز صبح کشاورزان گندم می‌آورند و با آرد به خانه برمی‌گردند.',
  fi: 'Joen rannalla seisova vanha mylly on pyörinyt kaksisataa vuotta. Joka aamu viljelijät tuovat viljaa ja palaavat kotiin jauhojen kanssa.',
  fr: 'Le vieux moulin au bord de la rivière tourne depuis deux cents ans. Chaque matin, les paysans apportent du blé et rentrent avec de la farine.',
  he: 'הטחנה הישנה שליד הנהר מסתובבת כבר מאתיים שנה. בכל בוקר מביאים האיכרים חיטה וחוזרים הביתה עם קמח.',
  hi: 'नदी के किनारे की पुरानी चक्की दो सौ साल से घूम रही है। हर सुबह किसान गेहूँ लाते हैं और आटा लेकर घर लौटते हैं।',
  hr: 'Stari mlin pokraj rijeke okreće se već dvjesto godina. Svakog jutra seljaci donose žito i vraćaju se kući s brašnom.',
  hu: 'A folyó melletti öreg malom kétszáz éve forog. A gazdák minden reggel gabonát hoznak, és liszttel mennek haza.',
  id: 'Kincir tua di tepi sungai itu sudah berputar selama dua ratus tahun. Setiap pagi para petani membawa gandum dan pulang dengan tepung.',
  is: 'Gamla myllan við ána hefur snúist í tvö hundruð ár. Á hverjum morgni koma bændurnir með korn og fara heim með mjöl.',
  it: 'Il vecchio mulino vicino al fiume gira da duecento anni. Ogni mattina i contadini portano il grano e tornano a casa con la farina.',
  ja: '川のそばの古い水車は二百年も回り続けています。毎朝、農家の人たちが麦を運び、粉を持って帰ります。',
  ko: '강가의 오래된 방앗간은 이백 년 동안 돌고 있다. 매일 아침 농부들이 밀을 가져와 밀가루를 들고 집으로 돌아간다.',
  lt: 'Senas malūnas prie upės sukasi jau du šimtus metų. Kiekvieną rytą ūkininkai atveža grūdų ir grįžta namo su miltais.',
  lv: 'Vecās dzirnavas pie upes griežas jau divsimt gadu. Katru rītu zemnieki atved graudus un brauc mājās ar miltiem.',
  nl: 'De oude molen aan de rivier draait al tweehonderd jaar. Elke ochtend brengen de boeren graan en gaan ze met meel naar huis.',
  no: 'Den gamle mølla ved elva har snurret i to hundre år. Hver morgen kommer bøndene med korn og drar hjem igjen med mel.',
  pl: 'Stary młyn nad rzeką obraca się od dwustu lat. Każdego ranka rolnicy przywożą zboże i wracają do domu z mąką.',
  pt: 'O velho moinho à beira do rio gira há duzentos anos. Todas as manhãs os agricultores trazem trigo e voltam para casa com farinha.',
  ro: 'Moara veche de lângă râu se învârte de două sute de ani. În fiecare dimineață țăranii aduc grâu și se întorc acasă cu făină.',
  ru: 'Старая мельница у реки крутится уже двести лет. Каждое утро крестьяне привозят зерно и уезжают домой с мукой.',
  sk: 'Starý mlyn pri rieke sa otáča už dvesto rokov. Každé ráno sem ľudia vozia obilie a domov si odnášajú múku.',
  sl: 'Stari mlin ob reki se vrti že dvesto let. Vsako jutro kmetje pripeljejo žito in se vrnejo domov z moko.',
  sq: 'Mulliri i vjetër pranë lumit rrotullohet prej dyqind vjetësh. Çdo mëngjes fshatarët sjellin grurë dhe kthehen në shtëpi me miell.',
  sr: 'Стари млин поред реке окреће се већ двеста година. Сваког јутра сељаци доносе жито и враћају се кући са брашном.',
  sv: 'Den gamla kvarnen vid ån har snurrat i tvåhundra år. Varje morgon kommer bönderna med säd och åker hem med mjöl.',
  ta: 'ஆற்றங்கரையில் உள்ள பழைய ஆலை இருநூறு ஆண்டுகளாகச் சுழல்கிறது. ஒவ்வொரு காலையும் விவசாயிகள் கோதுமை கொண்டு வருகிறார்கள்.',
  th: 'โรงสีเก่าริมแม่น้ำหมุนมาสองร้อยปีแล้ว ทุกเช้าชาวนานำข้าวมาและกลับบ้านพร้อมกับแป้ง',
  tr: 'Nehir kıyısındaki eski değirmen iki yüz yıldır dönüyor. Çiftçiler her sabah buğday getirip eve unla dönüyorlar.',
  uk: 'Старий млин біля річки крутиться вже двісті років. Щоранку селяни привозять зерно і повертаються додому з борошном.',
  ur: 'دریا کے کنارے پرانی چکی دو سو سال سے گھوم رہی ہے۔ ہر صبح کسان گندم لاتے ہیں اور آٹا لے کر گھر لوٹتے ہیں۔',
  vi: 'Cối xay cũ bên bờ sông đã quay suốt hai trăm năm. Mỗi sáng nông dân mang lúa mì đến và trở về nhà với bột.',
  zh: '河边的老磨坊已经转了两百年。每天早上农民们送来麦子，带着面粉回家。',
}

/** What detectors and packages call by a name of their own. @type {Record<string, string>} */
const sameLanguage = {
  nb: 'no',
  nn: 'no',
  cmn: 'zh',
  ua: 'uk',
  pes: 'fa',
  arb: 'ar',
  zsm: 'ms',
  zlm: 'ms',
  ind: 'id',
}

/** By the name that is imported: how its module is asked. */
const detectors = {
  'eld/extrasmall': byEld,
  'eld/small': byEld,
  'eld/medium': byEld,
  'eld/large': byEld,
  'tinyld/light': byTinyld,
  tinyld: byTinyld,
  'tinyld/heavy': byTinyld,
  'franc-min': byFranc,
  franc: byFranc,
  lande: byLande,
}

/** @typedef {(text: string) => string} Detect */
/** @typedef {[language: string, text: string][]} Labelled */

/** @returns {Detect} */
function byEld(/** @type {{ eld: { detect(text: string): { language: string } } }} */ { eld }) {
  return (text) => eld.detect(text).language
}

/** @returns {Detect} */
function byTinyld(/** @type {{ detect: Detect }} */ { detect }) {
  return detect
}

/** @returns {Detect} */
function byFranc(/** @type {{ franc: Detect }} */ { franc }) {
  return franc
}

/** @returns {Detect} */
function byLande(/** @type {{ default: (text: string) => [string, number][] }} */ module) {
  return (text) => module.default(text)[0]?.[0] ?? ''
}

const own = labelled(Object.entries(ownTexts))
/** @type {Record<string, Labelled>} */
const sets = {
  own,
  'own, cut': cut(own),
  ...(await installedTexts()),
  ...corpusTexts(process.argv[2]),
}
for (const [name, set] of Object.entries(sets)) {
  console.log(`${name}: ${set.length} texts in ${new Set(set.map(([language]) => language)).size} languages`)
}

const rows = []
for (const [name, use] of Object.entries(detectors)) {
  const start = performance.now()
  const module = await imported(name)
  if (module === null) {
    console.log(`${name} is not installed`)
    continue
  }
  const detect = use(/** @type {never} */ (module))
  detect('The first call may build what the others use.')
  const startMs = performance.now() - start
  /** @type {Record<string, string>} */
  const row = { detector: name, 'start ms': startMs.toFixed(0) }
  for (const [setName, set] of Object.entries(sets)) row[setName] = accuracy(set, detect)
  row['µs a text'] = microseconds(sets.pages ?? own, detect)
  rows.push(row)
}
console.table(rows)

/** Percent of the texts whose language is named right. */
function accuracy(/** @type {Labelled} */ set, /** @type {Detect} */ detect) {
  const right = set.filter(([language, text]) => subtag(detect(text)) === language)
  return ((right.length / set.length) * 100).toFixed(1)
}

function microseconds(/** @type {Labelled} */ set, /** @type {Detect} */ detect) {
  const times = [1, 2, 3].map(() => {
    const start = performance.now()
    for (const [, text] of set) detect(text)
    return ((performance.now() - start) * 1000) / set.length
  })
  return Math.min(...times).toFixed(0)
}

async function imported(/** @type {string} */ name) {
  try {
    return await import(name)
  } catch (error) {
    if (/** @type {{ code?: string }} */ (error).code === 'ERR_MODULE_NOT_FOUND') return null
    throw error
  }
}

function subtag(/** @type {string} */ name) {
  const known = sameLanguage[name] ?? name
  if (!/^[a-z]{2,3}$/.test(known)) return ''
  const tag = Intl.getCanonicalLocales(known)[0] ?? ''
  return sameLanguage[tag] ?? tag
}

/** @returns {Labelled} */
function labelled(/** @type {[name: string, text: string][]} */ entries) {
  return entries.map(([name, text]) => [subtag(name.split(/[-_]/)[0] ?? ''), text])
}

/** @returns {Labelled} */
function cut(/** @type {Labelled} */ set) {
  return set.map(([language, text]) => [language, text.slice(0, shortLength)])
}

/** @typedef {[name: string, texts: string[]]} Messages */

/** Messages of packages in many languages: one by one, and together as a page would have them. */
async function installedTexts() {
  const messages = [...typescriptMessages(), ...yargsMessages(), ...(await zodMessages())]
  const lines = messages.flatMap(([name, texts]) =>
    texts.map((text) => entry(name, text.replace(/\{\d\}|%s/g, ''))),
  )
  return {
    messages: labelled(lines.filter(([, text]) => text.length >= 40 && !/`|instanceof/.test(text))),
    'messages, joined': labelled(
      messages.map(([name, texts]) => entry(name, texts.join('\n').slice(0, 3000))),
    ),
  }
}

/** @returns {[string, string]} */
function entry(/** @type {string} */ name, /** @type {string} */ text) {
  return [name, text]
}

/** @returns {Messages[]} */
function typescriptMessages() {
  const folder = join(modules, 'typescript/lib')
  const file = 'diagnosticMessages.generated.json'
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, file)))
  // Every fortieth, so that no one package outweighs the others.
  return names.map((name) => [
    name,
    Object.values(json(join(folder, name, file))).filter((_, i) => i % 40 === 0),
  ])
}

/** @returns {Messages[]} */
function yargsMessages() {
  const folder = join(modules, 'yargs/locales')
  const names = readdirSync(folder).filter((name) => name !== 'pirate.json')
  return names.map((name) => [
    name.replace('.json', ''),
    Object.values(json(join(folder, name))).map((text) => (typeof text === 'string' ? text : text.other)),
  ])
}

/** @returns {Promise<Messages[]>} */
async function zodMessages() {
  /** @type {Record<string, () => { localeError(issue: object): string }>} */
  const locales = /** @type {never} */ (await import('zod/locales'))
  const issues = [
    { code: 'too_big', origin: 'string', maximum: 5, inclusive: true },
    { code: 'too_small', origin: 'array', minimum: 5, inclusive: true },
    { code: 'invalid_format', format: 'starts_with', prefix: '' },
    { code: 'invalid_format', format: 'regex', pattern: '' },
    { code: 'not_multiple_of', divisor: 3 },
    { code: 'unrecognized_keys', keys: [''] },
    { code: 'invalid_union' },
  ]
  const names = Object.keys(locales).filter((name) => !['ota', 'kh', 'ua'].includes(name))
  return names.map((name) => [
    name.replace(/[A-Z].*/, ''),
    issues.map((issue) => locales[name]?.().localeError({ input: '', ...issue }) ?? ''),
  ])
}

/** The pages of WCXB (Murrough Foley, 2026, CC BY 4.0) by the language they declare: the beginning of each main text. */
/** @returns {Record<string, Labelled>} */
function corpusTexts(/** @type {string | undefined} */ folder) {
  if (folder === undefined) return {}
  const pages = readdirSync(join(folder, 'ground-truth')).flatMap((name) => {
    const text = json(join(folder, 'ground-truth', name)).ground_truth.main_content
    const html = gunzipSync(readFileSync(join(folder, 'html', name.replace('.json', '.html.gz')))).toString(
      'latin1',
    )
    const declared = /<html[^>]*?\slang\s*=\s*["']?([a-z]{2})/i.exec(html)?.[1]?.toLowerCase()
    return text && text.length >= 100 && declared ? [entry(declared, text.slice(0, 3000))] : []
  })
  const whole = labelled(pages)
  return { pages: whole, 'pages, cut': cut(whole) }
}

/** @returns {Record<string, any>} */
function json(/** @type {string} */ file) {
  return JSON.parse(readFileSync(file, 'utf8'))
}
