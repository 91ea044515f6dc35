const MOST_COLUMNS = 100

/** JSON for reading: two spaces deep, with what fits on a line kept on one. */
export function readableJson(value: unknown, indent = ''): string {
  const whole = JSON.stringify(value, null, 1)?.replace(/\n\s*/g, ' ')
  if (typeof value !== 'object' || value === null || indent.length + whole.length <= MOST_COLUMNS)
    return whole
  const inner = `${indent}  `
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  const members = Array.isArray(value)
    ? value.map((item) => readableJson(item, inner))
    : Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}: ${readableJson(item, inner)}`)
  return `${open}\n${members.map((member) => inner + member).join(',\n')}\n${indent}${close}`
}
