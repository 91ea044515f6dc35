import fc from 'fast-check'
import { Parser } from 'htmlparser2'
import { expect, test } from 'vitest'
import { htmlTokenizer, quickTokenizer } from '../../src/analysis/quickTokenizer.ts'

type Options = NonNullable<ConstructorParameters<typeof Parser>[1]>

/** All that a parser says of a markup. */
function events(markup: string, options: Options): unknown[][] {
  const said: unknown[][] = []
  const parser = new Parser(
    {
      onopentag: (name, attributes) => said.push(['open', name, attributes, parser.endIndex]),
      onclosetag: (name) => said.push(['close', name, parser.endIndex]),
      ontext: (text) => said.push(['text', text, parser.endIndex]),
      oncomment: (text) => said.push(['comment', text]),
      onprocessinginstruction: (name, text) => said.push(['instruction', name, text]),
    },
    options,
  )
  parser.end(markup)
  return said
}

const pieces = fc.constantFrom(
  ...['<', '>', '"', "'", '&', ';', '=', '/', '!', '--', ' ', '\n', '<!--', '-->', '<![CDATA[', ']]>', '<?'],
  ...['<p', '<a href="', "<b title='", '<script>', '</script>', '<style>', '</style', '<title>', '</title>'],
  ...[
    '<textarea>',
    '</textarea>',
    '<xmp>',
    '</xmp>',
    'amp',
    '&amp;',
    '&lt',
    '&#65;',
    '&#x41',
    '&notit;',
    'é',
  ],
)
const modes: [string, Options][] = [
  ['HTML', {}],
  ['XML', { xmlMode: true }],
  ['HTML without references', { decodeEntities: false }],
]

test.each(modes)('what is said of %s is what the tokenizer as it comes says', (_, options) => {
  const markups = fc.array(fc.oneof(pieces, fc.lorem({ maxCount: 2 })), { maxLength: 30 })
  fc.assert(
    fc.property(markups, (parts) => {
      const markup = parts.join('')
      expect(events(markup, { ...options, Tokenizer: quickTokenizer })).toEqual(events(markup, options))
    }),
    { numRuns: 500 },
  )
})

test('HTML has no CDATA sections: such a mark ends at the next `>`', () => {
  const said = events('a<![CDATA[b>c]]>d<!DOCTYPE html><!--e--><![x>f', { Tokenizer: htmlTokenizer })
  expect(said.filter(([kind]) => kind !== 'instruction').map(([kind, text]) => [kind, text])).toEqual([
    ['text', 'a'],
    ['text', 'c]]>d'],
    ['comment', 'e'],
    ['text', 'f'],
  ])
})
