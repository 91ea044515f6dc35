/** The text with every run of white space, line ends and no-break spaces included, as one space. */
export function collapsedText(text: string): string {
  return /[^\S ]| {2}/.test(text) ? text.replace(/\s+/g, ' ') : text
}

/** The text collapsed and trimmed, or null when nothing is left. */
export function textOrNull(text: string | undefined): string | null {
  const collapsed = collapsedText(text ?? '')
    .trim()
    .toWellFormed()
  return collapsed === '' ? null : collapsed
}
