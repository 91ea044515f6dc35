import { TextDecoder as AnyTextDecoder, normalizeEncoding } from '@exodus/bytes/encoding.js'
import { declaredEncoding } from './contentKind.ts'
import type { ListItem } from './listItem.ts'
import { createListParser } from './listParser.ts'
import { textChunks } from './textChunks.ts'
import type { StreamWithHead } from './withHead.ts'

/** The items of a list in XML, as many at a time as have arrived. Errors as `createListParser`. */
export async function* listItems(
  { head, bytes }: StreamWithHead,
  name: string,
  base: string | undefined,
): AsyncGenerator<ListItem[]> {
  let items: ListItem[] = []
  const parser = createListParser(name, base, (item) => items.push(item))
  for await (const text of xmlText(bytes, declaredEncoding(head))) {
    parser.write(text)
    if (items.length > 0) yield items
    items = []
  }
  parser.end()
  if (items.length > 0) yield items
}

async function* xmlText(bytes: AsyncIterable<Uint8Array>, label: string | undefined): AsyncGenerator<string> {
  const encoding = label === undefined ? null : normalizeEncoding(label)
  // Without a byte order mark the declaration was readable: it is no UTF-16, whatever it says.
  if (encoding === null || encoding.startsWith('utf-')) return yield* textChunks(bytes)
  const decoder = new AnyTextDecoder(encoding)
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}
