import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadLanguageDetector } from '../../../src/analysis/language/loadLanguageDetector.ts'

/** Lone surrogates among them. */
const anyUnit = fc.nat(0xffff).map((unit) => String.fromCharCode(unit))
const detect = await loadLanguageDetector()

describe('the language of a text', () => {
  test.each([
    ['en', 'The miller grinds the grain of the whole valley, and the river turns his wheel day and night.'],
    ['de', 'Der Müller mahlt das Korn des ganzen Tales, und der Fluss dreht sein Rad bei Tag und bei Nacht.'],
    ['fr', 'Le meunier moud le grain de toute la vallée, et la rivière fait tourner sa roue jour et nuit.'],
    ['es', 'El molinero muele el grano de todo el valle, y el río mueve su rueda de día y de noche.'],
    ['it', 'Il mugnaio macina il grano di tutta la valle e il fiume fa girare la sua ruota giorno e notte.'],
    ['pt', 'O moleiro mói o grão de todo o vale, e o rio faz girar a sua roda de dia e de noite.'],
    ['nl', 'De molenaar maalt het graan van het hele dal, en de rivier draait zijn rad dag en nacht.'],
    ['sv', 'Mjölnaren maler hela dalens säd, och floden vrider hans hjul både dag och natt.'],
    ['pl', 'Młynarz miele zboże z całej doliny, a rzeka obraca jego koło dniem i nocą.'],
    ['tr', 'Değirmenci bütün vadinin tahılını öğütür ve nehir çarkını gece gündüz döndürür.'],
    ['ru', 'Мельник мелет зерно со всей долины, а река днём и ночью вращает его колесо.'],
    ['uk', 'Мірошник меле зерно з усієї долини, а річка вдень і вночі обертає його колесо.'],
    ['ar', 'يطحن الطحان حبوب الوادي كله، ويدير النهر عجلته ليلا ونهارا دون توقف.'],
    ['fa', 'آسیابان گندم همهٔ دره را آرد می‌کند و رودخانه شب و روز چرخ او را می‌چرخاند.'],
    ['hi', 'चक्कीवाला पूरी घाटी का अनाज पीसता है और नदी दिन-रात उसका पहिया घुमाती है।'],
    ['el', 'Ο μυλωνάς αλέθει το σιτάρι όλης της κοιλάδας.'],
    ['he', 'הטוחן טוחן את התבואה של כל העמק, והנהר מסובב את הגלגל.'],
    ['th', 'คนโม่แป้งโม่ข้าวของทั้งหุบเขา และแม่น้ำหมุนกังหันทั้งวันทั้งคืน'],
    ['ko', '방앗간 주인은 온 골짜기의 곡식을 빻고 강은 밤낮으로 바퀴를 돌린다.'],
    ['ja', '粉屋は谷じゅうの麦をひき、川は昼も夜も水車を回している。'],
    ['zh', '磨坊主磨着整个山谷的粮食，河水日夜推动着他的水轮。'],
    ['id', 'Tukang giling menggiling gandum karena sungai bisa memutar kincir itu siang dan malam.'],
    ['ms', 'Pengisar itu boleh mengisar gandum kerana sungai memutarkan kincirnya siang dan malam.'],
    ['km', 'ម៉ាស៊ីនកិនស្រូវចាស់នៅជិតទន្លេវិលជារៀងរាល់ថ្ងៃ'],
  ])('is recognised: %s', (language, text) => {
    const found = detect(text)
    expect(found.language).toBe(language)
    expect(found.confidence).toBeGreaterThanOrEqual(0.5)
    expect(found.confidence).toBeLessThanOrEqual(1)
  })

  test.each(['', '   ', '42 — 17.5 %', 'Home', 'OK, menu', '\ud800\udc00\ud800', '水車'])(
    'is null for %j',
    (text) => {
      expect(detect(text)).toEqual({ language: null, confidence: 0 })
    },
  )

  test('is that of the prose, not of the names and menus around it', () => {
    const menu = 'Home\nShop\nContact\nNewsletter\n'.repeat(20)
    const prose =
      'Die Mühle steht seit zweihundert Jahren am Fluss und mahlt noch immer das Korn des Dorfes. '.repeat(10)
    expect(detect(`${menu}\n${prose}\n${menu}`).language).toBe('de')
  })

  test('is more certain for a long text than for its first words', () => {
    const text =
      'Den gamle mølle ved åen har drejet i to hundrede år, og hver morgen kommer bønderne med korn.'
    expect(detect(text).confidence).toBeGreaterThan(detect(text.slice(0, 30)).confidence)
  })

  test('is given for whatever text there is, the same each time', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyUnit, maxLength: 400 }), (text) => {
        const { language, confidence } = detect(text)
        expect(detect(text)).toEqual({ language, confidence })
        expect(language === null ? confidence === 0 : confidence >= 0 && confidence <= 1).toBe(true)
      }),
    )
  })

  test('takes no longer for ten million characters', () => {
    const text = 'The mill turns by the river. '.repeat(350_000)
    const start = performance.now()
    expect(detect(text).language).toBe('en')
    expect(performance.now() - start).toBeLessThan(200)
  })
})
