import { Parser } from 'htmlparser2'

/** The text with HTML's character references read, however it came to have some left; tags stay as they are. */
export function decodedEntities(text: string): string {
  if (!/&[#\w]/.test(text)) return text
  let decoded = ''
  const parser = new Parser({
    ontext: (piece) => {
      decoded += piece
    },
  })
  parser.end(text.replaceAll('<', '&lt;'))
  return decoded
}
