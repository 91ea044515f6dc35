/** A plain text document as the analysis shows it: line feeds, no white space at line ends or round the whole. */
export function plainText(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map((line) => line.trimEnd())
    .join('\n')
    .trim()
}

/** The same with the lines of each paragraph joined: plain text breaks its lines anywhere. */
export function unwrappedText(text: string): string {
  return text.replace(/([^\n])\n(?!\n)/g, '$1 ')
}
