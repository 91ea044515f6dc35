import { describe, expect, test } from 'vitest'
import { structureOf } from './support/structureOf.ts'

const listsOf = (markup: string) => structureOf(markup).lists

describe('the lists of the main text', () => {
  test('have items on one line, and say whether they are in order', () => {
    expect(
      listsOf('<ol><li>Clean\n the <b>grain</b><li><p>Mill it</p><p>twice</p></ol><ul><li>a<li> <li>b</ul>'),
    ).toEqual([
      { ordered: true, items: ['Clean the grain', 'Mill it twice'] },
      { ordered: false, items: ['a', 'b'] },
    ])
  })

  test('are not those of the rest of the page', () => {
    expect(listsOf('<ul><li>menu</ul><main><ul><li>flour</ul></main><ul><li>ads</ul>')).toEqual([
      { ordered: false, items: ['flour'] },
    ])
  })

  test('stand for themselves where they are nested: no text is there twice', () => {
    expect(listsOf('<ul><li>a <ol><li>a1<li>a2</ol> and<li><ul><li>b</ul></ul>')).toEqual([
      { ordered: false, items: ['a and'] },
      { ordered: true, items: ['a1', 'a2'] },
      { ordered: false, items: ['b'] },
    ])
  })

  test('of terms have one item for each entry', () => {
    expect(
      listsOf('<dl><dt>Rye<dd>dark<dd>heavy</dd><div><dt>Wheat<dt>Spelt<dd>light</dd></div><dt>Oats</dl>'),
    ).toEqual([{ ordered: false, items: ['Rye: dark; heavy', 'Wheat, Spelt: light', 'Oats'] }])
  })

  test('have the alt of an image in an item without text, and nothing hidden', () => {
    expect(listsOf('<ul><li><img src=x alt=Wheel><li hidden>no<li>yes</ul>')).toEqual([
      { ordered: false, items: ['Wheel', 'yes'] },
    ])
  })

  test('are none without items', () => {
    expect(listsOf('<ul>text</ul><ol><li></ol><dl></dl><ul><li><ul></ul></ul>')).toEqual([])
  })
})
