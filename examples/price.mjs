/** A module for `--module`: what it returns stands under `analysis.custom` of every page. */
export default function price({ $, page, text }) {
  const [, amount, currency] = /([\d.]+) (EUR|USD)/.exec($('.price').first().text()) ?? []
  return {
    amount: amount === undefined ? null : Number(amount),
    currency: currency ?? null,
    isShort: text.length < 500,
    language: page.language,
  }
}
