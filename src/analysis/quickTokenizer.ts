import { QuoteType, Tokenizer, type TokenizerCallbacks } from 'htmlparser2'

/** What of the tokenizer's inside is used here; the tests compare its results with those of the tokenizer as it comes. */
interface TokenizerInside {
  readonly cbs: TokenizerCallbacks
  readonly decodeEntities: boolean
  readonly buffer: string
  /** Where the buffer begins in all that was written. */
  readonly offset: number
  /** Counts up after each state. */
  index: number
  fastForwardTo(code: number): boolean
  stateText(code: number): void
  stateInTagName(code: number): void
  stateInClosingTagName(code: number): void
  stateBeforeAttributeName(code: number): void
  handleInAttributeValue(code: number, quote: number): void
  stateBeforeDeclaration(code: number): void
}

const LESS_THAN = 0x3c
const AMPERSAND = 0x26
const OPENING_BRACKET = 0x5b
const SPACE = 0x20
const DOUBLE_QUOTE = 0x22
const SINGLE_QUOTE = 0x27
const SLASH = 0x2f
const EQUALS = 0x3d
const GREATER_THAN = 0x3e

/** As HTML and XML have it: no vertical tab. */
function isSpace(code: number): boolean {
  return code === SPACE || (code <= 0x0d && code >= 0x09 && code !== 0x0b)
}

function isNameEnd(code: number): boolean {
  return code === GREATER_THAN || code === SLASH || isSpace(code)
}

const PlainTokenizer = Tokenizer as unknown as new (
  ...options: ConstructorParameters<typeof Tokenizer>
) => TokenizerInside

/**
 * htmlparser2's tokenizer, which goes through text, names, values, scripts and comments one character at a time, made to
 * leap to the next character that means something. It says the very same.
 */
class LeapingTokenizer extends PlainTokenizer {
  override fastForwardTo(code: number): boolean {
    const found = this.buffer.indexOf(String.fromCharCode(code), this.index + 1 - this.offset)
    this.index = this.offset + (found === -1 ? this.buffer.length - 1 : found)
    return found !== -1
  }

  override stateText(code: number): void {
    if (code === LESS_THAN || code === AMPERSAND) super.stateText(code)
    else this.leapBefore(LESS_THAN)
  }

  override stateInTagName(code: number): void {
    if (isNameEnd(code)) super.stateInTagName(code)
    else this.leapBeforeNameEnd()
  }

  override stateInClosingTagName(code: number): void {
    if (isNameEnd(code)) super.stateInClosingTagName(code)
    else this.leapBeforeNameEnd()
  }

  /** Reads the attributes that are written as nearly all are, `name="value"`, in one go, and leaves the others to the states. */
  override stateBeforeAttributeName(code: number): void {
    const { buffer, offset, cbs } = this
    let start = this.index - offset
    let next = code
    for (;;) {
      while (isSpace(next)) next = buffer.charCodeAt(++start)
      let at = start
      while (next !== EQUALS && !isNameEnd(next) && at < buffer.length) next = buffer.charCodeAt(++at)
      const quote = next === EQUALS && at > start ? buffer.charCodeAt(at + 1) : 0
      if (quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE) break
      const end = this.endOfValue(at + 2, quote)
      if (end === -1) break
      cbs.onattribname(offset + start, offset + at)
      cbs.onattribdata(offset + at + 2, offset + end)
      cbs.onattribend(quote === DOUBLE_QUOTE ? QuoteType.Double : QuoteType.Single, offset + end + 1)
      start = end + 1
      next = buffer.charCodeAt(start)
    }
    this.index = offset + Math.min(start, buffer.length - 1)
    if (start < buffer.length) super.stateBeforeAttributeName(buffer.charCodeAt(start))
  }

  /** Where the quote is that ends a value, or -1 where a reference comes before it, or nothing does. */
  private endOfValue(from: number, quote: number): number {
    const { buffer } = this
    for (let at = from; at < buffer.length; at++) {
      const code = buffer.charCodeAt(at)
      if (code === quote) return at
      if (code === AMPERSAND && this.decodeEntities) return -1
    }
    return -1
  }

  override handleInAttributeValue(code: number, quote: number): void {
    if (code === quote || code === AMPERSAND) super.handleInAttributeValue(code, quote)
    else this.leapBefore(quote)
  }

  private leapBeforeNameEnd(): void {
    const { buffer, offset } = this
    let at = this.index + 1 - offset
    while (at < buffer.length && !isNameEnd(buffer.charCodeAt(at))) at++
    this.index = offset + at - 1
  }

  /** Texts and values are short: a look at each character costs less than a call of `indexOf`. */
  private leapBefore(code: number): void {
    const { buffer, offset } = this
    let at = this.index + 1 - offset
    for (; at < buffer.length; at++) {
      const next = buffer.charCodeAt(at)
      if (next === code || next === AMPERSAND) break
    }
    this.index = offset + at - 1
  }
}

/**
 * HTML has no CDATA sections: browsers end such a mark at the next `>`, where the tokenizer would read on to a `]]>` that
 * may never come.
 */
class HtmlTokenizer extends LeapingTokenizer {
  override stateBeforeDeclaration(code: number): void {
    super.stateBeforeDeclaration(code === OPENING_BRACKET ? SPACE : code)
  }
}

/** For the parser's `Tokenizer` option, and texts written in one piece. */
export const quickTokenizer = LeapingTokenizer as unknown as typeof Tokenizer
/** The same without CDATA sections. */
export const htmlTokenizer = HtmlTokenizer as unknown as typeof Tokenizer
