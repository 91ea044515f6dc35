import { Tokenizer } from 'htmlparser2'

/** What of the tokenizer's inside is used here; the tests compare its results with those of the tokenizer as it comes. */
interface TokenizerInside {
  readonly buffer: string
  /** Where the buffer begins in all that was written. */
  readonly offset: number
  /** Counts up after each state. */
  index: number
  fastForwardTo(code: number): boolean
  stateText(code: number): void
  handleInAttributeValue(code: number, quote: number): void
  stateBeforeDeclaration(code: number): void
}

const LESS_THAN = 0x3c
const AMPERSAND = 0x26
const OPENING_BRACKET = 0x5b
const SPACE = 0x20

const PlainTokenizer = Tokenizer as unknown as new (
  ...options: ConstructorParameters<typeof Tokenizer>
) => TokenizerInside

/**
 * htmlparser2's tokenizer, which goes through text, quoted values, scripts and comments one character at a time, made to
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

  override handleInAttributeValue(code: number, quote: number): void {
    if (code === quote || code === AMPERSAND) super.handleInAttributeValue(code, quote)
    else this.leapBefore(quote)
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
