import { afterMark } from './jsonMarks.ts'
import { repairedString } from './repairedString.ts'

/**
 * Texts of JSON objects and lists found in a text that is not quite JSON, each with what is usual mended: comments,
 * marks of CDATA and of HTML comments, commas too many or missing, raw control characters and quotation marks in
 * strings, unknown escapes, an end that was cut off. What is beyond that stays wrong. One pass.
 */
export function repairedJson(text: string): string[] {
  const writer = createWriter()
  let at = 0
  while (at < text.length) {
    const next = afterMark(text, at, writer.isOutside())
    if (next > at) {
      at = next
      continue
    }
    const character = text[at] ?? ''
    if (character === '"' && !writer.isOutside()) {
      const { literal, end } = repairedString(text, at + 1)
      writer.value(literal)
      at = end
      continue
    }
    const word = writer.isOutside() ? '' : wordAt(text, at)
    if (word === '') writer.sign(character)
    else writer.value(/^(?:undefined|NaN|[+-]?Infinity)$/.test(word) ? 'null' : word)
    at += Math.max(1, word.length)
  }
  return writer.finished()
}

const wordPattern = /[\w+.-]+/y

function wordAt(text: string, at: number): string {
  wordPattern.lastIndex = at
  return wordPattern.exec(text)?.[0] ?? ''
}

/** Writes JSON token by token; commas are put where they belong, wherever they stood. */
function createWriter() {
  const found: string[] = []
  const closers: string[] = []
  let out = ''
  let last: 'open' | 'colon' | 'comma' | 'value' = 'open'

  function value(literal: string): void {
    if (last === 'comma' || (last === 'value' && closers.length > 0)) out += ','
    out += literal
    last = 'value'
  }

  function open(bracket: string): void {
    value(bracket)
    closers.push(bracket === '{' ? '}' : ']')
    last = 'open'
  }

  function close(): void {
    if (last === 'colon') out += 'null'
    out += closers.pop() ?? ''
    last = 'value'
    if (closers.length > 0) return
    found.push(out)
    out = ''
    last = 'open'
  }

  function sign(character: string): void {
    if (character === '{' || character === '[') open(character)
    else if (closers.length === 0) return
    else if (character === closers.at(-1)) close()
    else if (character === ',' && last === 'value') last = 'comma'
    else if (character === ':') {
      out += ':'
      last = 'colon'
    }
  }

  function finished(): string[] {
    while (closers.length > 0) close()
    return found
  }

  return { value, sign, finished, isOutside: () => closers.length === 0 }
}
