import { describe, expect, test } from 'vitest'
import { charset } from '../../src/analysis/charset.ts'
import { bytes } from './support/analysed.ts'

const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'))

const nameOf = (...given: Parameters<typeof charset>): string => charset(...given).name

describe('the encoding of a page is', () => {
  test('what its byte order mark says, before all else', () => {
    expect(nameOf(bytes('\ufeff<p>'), 'text/html; charset=latin1')).toBe('utf-8')
    expect(nameOf(utf16('\ufeff<p>'), 'text/html; charset=utf-8')).toBe('utf-16le')
  })

  test('else what the header says, under its canonical name', () => {
    expect(nameOf(bytes('<meta charset=utf-8>'), 'text/html; charset="Latin1"')).toBe('windows-1252')
    expect(nameOf(bytes('<p>'), 'text/html;boundary=x; CHARSET = SJIS')).toBe('shift_jis')
  })

  test('not a label that no encoding has: the next rule decides', () => {
    expect(nameOf(bytes('<meta charset=koi8-r>'), 'text/html; charset=klingon')).toBe('koi8-r')
    expect(nameOf(bytes('<meta charset=klingon><p>ü'), 'text/html')).toBe('utf-8')
    expect(nameOf(bytes('<p>'), 'text/html; charset=iso-2022-kr')).toBe('utf-8')
  })

  test('else UTF-16 where every other byte is zero', () => {
    const page = utf16('<!DOCTYPE html><title>Mühle</title>')
    expect(nameOf(page, 'text/html')).toBe('utf-16le')
    expect(nameOf(new Uint8Array(Buffer.from(page).swap16()), 'text/html')).toBe('utf-16be')
  })

  test('else what an XML declaration says', () => {
    expect(nameOf(bytes('<?xml version="1.0" encoding="windows-1251"?><a/>'), 'text/xml')).toBe(
      'windows-1251',
    )
  })

  test('else what a meta says, not only in the first 1,024 bytes', () => {
    const pragma = '<meta http-equiv="Content-Type" content="text/html; charset=euc-jp">'
    expect(nameOf(bytes(pragma), 'text/html')).toBe('euc-jp')
    expect(nameOf(bytes(`<!--${' '.repeat(5000)}-->${pragma}`), '')).toBe('euc-jp')
  })

  test('not what a meta in a comment says, nor one without its pragma', () => {
    expect(nameOf(bytes('<!-- <meta charset=euc-jp> -->'), 'text/html')).toBe('utf-8')
    expect(nameOf(bytes('<meta content="charset=euc-jp">'), 'text/html')).toBe('utf-8')
  })

  test('utf-8 where a meta says UTF-16, which it could not say in UTF-16', () => {
    expect(nameOf(latin('<meta charset=utf-16><p>\xfc'), 'text/html')).toBe('utf-8')
  })

  test('decided without harm by a meta that breaks off', () => {
    for (const content of ['charset', 'charset=', 'charset =  ', 'charset="', 'text/html; charset']) {
      const page = bytes(`<meta http-equiv=content-type content='${content}'>`)
      expect(nameOf(page, 'text/html')).toBe('utf-8')
    }
  })

  test('a meta is nothing in plain text', () => {
    expect(nameOf(bytes('<meta charset=koi8-r>'), 'text/plain')).toBe('utf-8')
  })

  test('else utf-8 where the bytes are valid as such', () => {
    expect(nameOf(bytes('<p>Grüße aus Köln'), 'text/html')).toBe('utf-8')
    expect(nameOf(bytes(''), 'text/html')).toBe('utf-8')
  })

  test('also where a byte is broken here and there', () => {
    const german = 'Die Mühle trägt große Räder, und die Müllerin prüft täglich Öl und Getriebe.'
    expect(nameOf(Uint8Array.from([...bytes(german), 0xff]), 'text/html')).toBe('utf-8')
  })

  test('UTF-16 without a mark is known by its markup, whatever the letters', () => {
    const page = Buffer.from('<!doctype html><p>こんにちは、世界。水車は夜も回る。'.repeat(3), 'utf16le')
    expect(nameOf(new Uint8Array(page), 'text/html')).toBe('utf-16le')
    expect(nameOf(new Uint8Array(page).toReversed().slice(), 'text/plain')).not.toBe('utf-16le')
    expect(nameOf(new Uint8Array(Buffer.from(page).swap16()), 'text/html')).toBe('utf-16be')
  })

  test('else what the bytes look like', () => {
    // "Привет, как дела? Сегодня хорошая погода" in windows-1251.
    const russian = latin(
      '\xcf\xf0\xe8\xe2\xe5\xf2, \xea\xe0\xea \xe4\xe5\xeb\xe0? \xd1\xe5\xe3\xee\xe4\xed\xff \xf5\xee\xf0\xee\xf8\xe0\xff \xef\xee\xe3\xee\xe4\xe0',
    )
    expect(nameOf(russian, 'text/html')).toBe('windows-1251')
    // "日本語" in ISO-2022-JP.
    expect(nameOf(latin('\x1b$BF|K\\8l\x1b(B'), 'text/html')).toBe('iso-2022-jp')
  })

  test('else windows-1252', () => {
    expect(nameOf(latin('<p>caf\xe9</p>'), 'text/html')).toBe('windows-1252')
  })

  test.each(['\xff\xfe', '\xfe\xff'])('not what a byte order mark within the text would say: %j', (mark) => {
    expect(nameOf(latin(`<title>a</title><p>bad ${mark}A more text here and there`), '')).toBe('windows-1252')
    // Then "Привет, как дела?" in windows-1251.
    const russian = latin(`<p>${mark}. \xcf\xf0\xe8\xe2\xe5\xf2, \xea\xe0\xea \xe4\xe5\xeb\xe0?`)
    expect(nameOf(russian, '')).toBe('windows-1251')
  })

  test('the likeliest by its bytes only if it has a character for each of them', () => {
    const cyrillic = Uint8Array.from(
      'Река течёт мимо старой мельницы, а мельник спит до обеда каждый день.',
      (letter) =>
        letter === 'ё' ? 0xb8 : letter > '~' ? letter.charCodeAt(0) - 0x350 : letter.charCodeAt(0),
    )
    expect(nameOf(cyrillic, 'text/html')).toBe('windows-1251')
  })
})
