import { expect, test } from 'vitest'
import { warnings } from '../../src/analysis/warnings.ts'
import { partsOf } from './support/partsOf.ts'

const warningsOf = (markup: string) => warnings(partsOf(markup), false)

test('a page with words has no warning', () => {
  expect(warningsOf('word<script src=x></script><iframe></iframe>')).toEqual([])
})

test('a page without words says why, by one reason', () => {
  expect(warningsOf('')).toEqual(['empty'])
  expect(warningsOf('<script src=x></script><iframe></iframe>')).toEqual(['script-only'])
  expect(warningsOf('<script type="text/javascript; charset=utf-8">')).toEqual(['empty'])
  expect(warningsOf('<script type="application/ld+json">{}</script>')).toEqual(['empty'])
  expect(warningsOf('<script type=module></script>')).toEqual(['script-only'])
  expect(warningsOf('<iframe src=x></iframe>')).toEqual(['frames-only'])
  expect(warningsOf('<img src=wheel.jpg><img src=p.gif width=1 height=1>')).toEqual(['images-only'])
  expect(warningsOf('<img src=p.gif width=1 height=1>')).toEqual(['empty'])
  expect(warningsOf('<script></script><p hidden>Please turn on scripts.</p>')).toEqual(['script-only'])
  expect(warningsOf('<script></script><frameset><frame src=x></frameset>')).toEqual(['frames-only'])
})

test('a page that shows a question for consent and no more says so', () => {
  const question = '<div id=onetrust-banner-sdk><h2>We value your privacy</h2><p>We use cookies.</p></div>'
  expect(warningsOf(question)).toEqual(['consent-only'])
  expect(
    warningsOf(`<div class=logo>Mill</div>${question}<footer>© The Mill, by the river, 2026</footer>`),
  ).toEqual(['consent-only'])
  expect(warningsOf(`${question}<p>The miller turns the wheel by night.</p>`)).toEqual([])
  const vendors = `<div class=onetrust-vendors hidden>${'<p>A vendor of ours.</p>'.repeat(400)}</div>`
  expect(warningsOf(question.replace('</div>', `</div>${vendors}`))).toEqual(['consent-only'])
  const behind = `<main hidden>${'<p>The miller turns the wheel by night.</p>'.repeat(20)}</main>`
  expect(warningsOf(question + behind)).toEqual([])
  expect(warningsOf('<p class=cookies>All about baking cookies with rye flour.</p>')).toEqual([])
})

test('a tree that was cut is said so', () => {
  expect(warnings(partsOf('word'), true)).toEqual(['truncated-depth'])
})
