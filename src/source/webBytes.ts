import { errorCode, errorMessage, InputError } from '../errors.ts'
import { unpacked } from './unpacked.ts'

/**
 * Asks for a sitemap or a feed: its bytes, its content-encoding undone. Rejects, and the bytes fail, with an
 * `InputError` that names the URL when it cannot be had, and with anything else when the run is being stopped.
 */
export type ReadUrl = (url: string) => Promise<AsyncIterable<Uint8Array>>

/** The sitemap protocol allows 50 MB, and real ones are not always within it. */
const MAX_WEB_BYTES = 200 * 1024 * 1024

/**
 * The bytes of a sitemap or a feed, unpacked where they are gzip. Throws an `InputError` when they are more than
 * `maxBytes`, or not what they are packed as.
 */
export async function* webBytes(
  url: string,
  readUrl: ReadUrl,
  maxBytes: number = MAX_WEB_BYTES,
): AsyncGenerator<Uint8Array> {
  let total = 0
  try {
    for await (const chunk of unpacked(await readUrl(url))) {
      total += chunk.length
      if (total > maxBytes) {
        throw new InputError(`${url}: holds more than ${maxBytes / 1024 / 1024} MB when it is unpacked`)
      }
      yield chunk
    }
  } catch (error) {
    const packing = packingOf(errorCode(error))
    if (packing === undefined) throw error
    throw new InputError(`${url}: its ${packing} is broken (${errorMessage(error)})`)
  }
}

/** What could not be unpacked, by the code of the failure: those of zlib have one beginning, those of Brotli's decoder another. */
function packingOf(code = ''): 'gzip' | 'Brotli' | undefined {
  if (code.startsWith('Z_')) return 'gzip'
  return code.startsWith('ERR__ERROR_') ? 'Brotli' : undefined
}
