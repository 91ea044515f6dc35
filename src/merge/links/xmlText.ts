const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A reader of XML takes a bare one for a line feed.
  '\r': '&#13;',
}

/** What may not stand in XML 1.0 (2.2), not even escaped. */
const FORBIDDEN = /(?![\t\n\r\u007f-\u009f])[\p{Cc}\ufffe\uffff]/gu

/** Any text as the content of an element of XML 1.0. What XML cannot hold is U+FFFD. */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replace(FORBIDDEN, '\ufffd')
    .replace(/[&<>"\r]/g, (sign) => SIGNS[sign] ?? sign)
}
