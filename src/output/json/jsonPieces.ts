const CHUNK = 1000

/** The JSON of plain data in pieces: no array of any length, however deep it lies, becomes one string. */
export function* jsonPieces(value: unknown): Generator<string> {
  if (isSmall(value)) yield JSON.stringify(value)
  else if (Array.isArray(value)) yield* arrayPieces(value)
  else yield* objectPieces(value as object)
}

/** The members of an array, with commas between them and no brackets around them. */
export function* memberPieces(members: readonly unknown[]): Generator<string> {
  for (let start = 0; start < members.length; start += CHUNK) {
    if (start > 0) yield ','
    const chunk = members.slice(start, start + CHUNK)
    if (isSmall(chunk)) yield JSON.stringify(chunk).slice(1, -1)
    else yield* separately(chunk)
  }
}

function* separately(members: readonly unknown[]): Generator<string> {
  let separator = ''
  for (const member of members) {
    yield separator
    yield* jsonPieces(member)
    separator = ','
  }
}

function* arrayPieces(members: readonly unknown[]): Generator<string> {
  yield '['
  yield* memberPieces(members)
  yield ']'
}

function* objectPieces(object: object): Generator<string> {
  let separator = '{'
  for (const [key, value] of Object.entries(object)) {
    if (value === undefined) continue
    yield `${separator}${JSON.stringify(key)}:`
    yield* jsonPieces(value)
    separator = ','
  }
  yield '}'
}

function isSmall(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  const members: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
  return members.length <= CHUNK && members.every(isSmall)
}
