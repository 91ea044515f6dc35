const marks = ['<![CDATA[', '<!--', '-->']

/** Where the text goes on after a comment or a mark that stands here, or `at` when none does. */
export function afterMark(text: string, at: number, isOutside: boolean): number {
  switch (text[at]) {
    case '/':
      return afterComment(text, at)
    case '<':
    case '-':
      return at + (marks.find((mark) => text.startsWith(mark, at))?.length ?? 0)
    case ']':
      return isOutside && text.startsWith(']]>', at) ? at + 3 : at
    default:
      return at
  }
}

function afterComment(text: string, at: number): number {
  if (text[at + 1] === '*') return afterOrEnd(text, '*/', at + 2)
  if (text[at + 1] !== '/') return at
  // `// <![CDATA[` hides the mark from scripts; what follows on its line is no comment.
  const mark = /\/\/[ \t]*(?:<!\[CDATA\[|\]\]>)/y
  mark.lastIndex = at
  return mark.test(text) ? mark.lastIndex : afterOrEnd(text, '\n', at + 2)
}

function afterOrEnd(text: string, sought: string, from: number): number {
  const found = text.indexOf(sought, from)
  return found === -1 ? text.length : found + sought.length
}
