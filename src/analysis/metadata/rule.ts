/** One way of finding a value; null when the page does not have it. May throw: see `attempted`. */
export type Rule<Page, Value> = (page: Page) => Value | null

/** What a rule finds. One that throws has found nothing: no page is lost for what one rule cannot read. */
export function attempted<Page, Value>(rule: Rule<Page, Value>, page: Page): Value | null {
  try {
    return rule(page)
  } catch {
    return null
  }
}

/** What the first rule that finds something finds, in the order of their rank. */
export function firstFound<Page, Value>(rules: readonly Rule<Page, Value>[], page: Page): Value | null {
  for (const rule of rules) {
    const found = attempted(rule, page)
    if (found !== null) return found
  }
  return null
}
