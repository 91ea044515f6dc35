/** Space and what is not seen in front of a sign is passed over, as spreadsheets may do. The wide signs are East Asian ones. */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@\uff0b\uff0d\uff1d\uff20]|^[\t\r\n]/u

/** Whether a spreadsheet may take the text of a cell for a formula (OWASP, CSV injection). A `'` before it keeps it from that. */
export const isFormula = (text: string): boolean => FORMULA.test(text)
