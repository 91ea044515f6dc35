import { expect, test } from 'vitest'
import { partsOf } from './support/partsOf.ts'

const headingsOf = (markup: string) => partsOf(markup).headings

test('headings stand in order, each with its level and its text on one line', () => {
  expect(headingsOf('<h2>a <b>b</b><br>c</h2>x<h1>d</h1>')).toEqual([
    { level: 2, text: 'a b c' },
    { level: 1, text: 'd' },
  ])
})

test('headings that are empty or hidden are left out', () => {
  expect(headingsOf('<h1><img src=logo.png></h1><h2 hidden>a</h2><div hidden><h3>b</h3></div>')).toEqual([])
})

test('a heading that begins inside another ends it', () => {
  expect(headingsOf('<h1>a<h2>b</h2></h1>')).toEqual([
    { level: 1, text: 'a' },
    { level: 2, text: 'b' },
  ])
})
