/** Where a row stands in a file: byte offsets. */
export interface RowSpan {
  readonly start: number
  readonly end: number
}

/** Finds rows in JSON as its bytes arrive, and holds none of them. */
export interface RowSpans {
  /** The rows that end in these bytes. */
  push(bytes: Uint8Array): RowSpan[]
  /** Whether what was pushed ends between two values, or in none yet. */
  readonly isWhole: boolean
  /** Whether there was a list of rows, be it an empty one. */
  readonly hasList: boolean
}

/** The member of a document in which its rows stand. */
const LIST = 'pages'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d

/**
 * Rows are the objects in `pages` of a document, in an array, or one after another, whatever the white space between them. Only the brackets and
 * the strings are looked at: whether a row is JSON turns out when it is read.
 */
export function createRowSpans(): RowSpans {
  /** Of the bytes that were pushed before. */
  let offset = 0
  let depth = 0
  /** Depth of the objects that are rows. */
  let rowDepth = 0
  let rowStart: number | undefined
  let hasList = false
  let isInString = false
  /** Backslashes that the string so far ends with. */
  let backslashes = 0
  /** The beginning of the last string of an outermost object: before a list, it is its name. */
  let name = ''

  /** Returns where the string ends in the bytes, or their end. */
  const skipString = (bytes: Uint8Array, from: number): number => {
    const quote = quoteIn(bytes, from)
    const end = quote === -1 ? bytes.length : quote
    if (depth === 1 && name.length <= LIST.length) {
      name += String.fromCharCode(...bytes.subarray(from, Math.min(end, from + LIST.length + 1)))
    }
    let count = 0
    while (count < end - from && bytes[end - 1 - count] === BACKSLASH) count += 1
    backslashes = count === end - from ? backslashes + count : count
    if (quote === -1) return end
    isInString = backslashes % 2 === 1
    backslashes = 0
    return end + 1
  }
  const open = (sign: number, place: number): void => {
    const isList = sign === OPEN_BRACKET && (depth === 0 || (depth === 1 && rowDepth === 0 && name === LIST))
    if (isList) {
      hasList = true
      rowDepth = depth + 1
      // What holds the list is no row itself.
      rowStart = undefined
    } else if (sign === OPEN_BRACE && depth === rowDepth) rowStart = place
    depth += 1
  }
  const close = (sign: number, place: number): RowSpan | undefined => {
    depth -= 1
    if (sign === CLOSE_BRACKET && depth === rowDepth - 1) rowDepth = 0
    if (sign === CLOSE_BRACKET || depth !== rowDepth || rowStart === undefined) return undefined
    const span = { start: rowStart, end: place + 1 }
    rowStart = undefined
    return span
  }
  /** Returns the row that ends with the sign. */
  const take = (sign: number | undefined, place: number): RowSpan | undefined => {
    switch (sign) {
      case QUOTE:
        isInString = true
        if (depth === 1) name = ''
        return undefined
      case OPEN_BRACE:
      case OPEN_BRACKET:
        open(sign, place)
        return undefined
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        return close(sign, place)
      default:
        return undefined
    }
  }
  return {
    push(bytes) {
      const found: RowSpan[] = []
      for (let at = 0; at < bytes.length; ) {
        if (isInString) at = skipString(bytes, at)
        else {
          const span = take(bytes[at], offset + at)
          if (span !== undefined) found.push(span)
          at += 1
        }
      }
      offset += bytes.length
      return found
    },
    get isWhole() {
      return depth === 0 && !isInString
    },
    get hasList() {
      return hasList
    },
  }
}

const SHORT_STRING = 48

/** Most strings are short, and end before a search has begun. */
function quoteIn(bytes: Uint8Array, from: number): number {
  const near = Math.min(bytes.length, from + SHORT_STRING)
  for (let at = from; at < near; at += 1) if (bytes[at] === QUOTE) return at
  return bytes.indexOf(QUOTE, near)
}
