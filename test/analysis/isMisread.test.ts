import { describe, expect, test } from 'vitest'
import { analysed, bytes } from './support/analysed.ts'

const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const warned = async (body: Uint8Array<ArrayBuffer>, contentType: string) =>
  (await analysed(body, { contentType })).warnings

describe('a page read in another encoding than its own', () => {
  test.each([
    ['Latin-1 that says it is UTF-8', latin1('<p>M\xfchle, R\xe4der, \xd6l'), 'text/html; charset=utf-8'],
    ['one such word', latin1('<p>Caf\xe9'), 'text/html; charset=utf-8'],
    ['UTF-8 that says it is Latin-1', bytes('<p>Mühle, Räder, Öl'), 'text/html; charset=iso-8859-1'],
    ['UTF-8 that says it is Shift_JIS', bytes('<p>水車が回る'), 'text/html; charset=shift_jis'],
    ['the same by its meta', bytes('<meta charset=windows-1251><p>Мельница'), 'text/html'],
    ['Latin-1 that says it is EUC-KR', latin1('<p>\xfc \xe4 \xf6 \xdf'), 'text/html; charset=euc-kr'],
  ])('is told: %s', async (_, body, contentType) => {
    expect(await warned(body, contentType)).toEqual(['charset-mismatch'])
  })

  test.each([
    ['UTF-8', bytes('<p>Mühle \ufffd'), 'text/html; charset=utf-8'],
    [
      'UTF-8 with a cut character',
      latin1('<p>M\xc3\xbchle R\xc3\xa4der \xc3\x96l K\xc3\xb6nig \xc3'),
      'text/html; charset=utf-8',
    ],
    ['Latin-1', latin1('<p>M\xfchle'), 'text/html; charset=iso-8859-1'],
    ['Latin-1 with a word that could be UTF-8', latin1('<p>M\xc3\xbchle'), 'text/html; charset=iso-8859-1'],
    ['ASCII by any name', bytes('<p>Mill'), 'text/html; charset=shift_jis'],
    ['bytes that say nothing', latin1('<p>M\xfchle'), 'text/html'],
    ['UTF-16', new Uint8Array(Buffer.from('\ufeff<p>Mühle, Räder, Öl', 'utf16le')), 'text/html'],
  ])('is not a page in its own: %s', async (_, body, contentType) => {
    expect(await warned(body, contentType)).toEqual([])
  })
})
