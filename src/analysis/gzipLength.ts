import { inflateRawSync } from 'node:zlib'

/** More are not counted: each costs a call, however little is in it. */
const maxMembers = 1000
const trailerBytes = 8
const flagBits = { headerCrc: 2, extra: 4, name: 8, comment: 16 }

/**
 * How many bytes at the front of a body are whole gzip members (RFC 1952), one after another: 0 when there is not
 * even one. Neither their checksums nor what follows is looked at. Costs another decompression, of no more than
 * `maxBodyBytes` a member.
 */
export function gzipLength(body: Uint8Array<ArrayBuffer>, maxBodyBytes: number): number {
  let end = 0
  for (let members = 0; members < maxMembers && isMemberStart(body.subarray(end)); members++) {
    const next = memberEnd(body, end, maxBodyBytes)
    if (next === null) return end
    end = next
  }
  return end
}

/** Whether another member begins here, if perhaps no more than a byte of it has come. */
export function isMemberStart([first, second = 0x8b]: Uint8Array): boolean {
  return first === 0x1f && second === 0x8b
}

function memberEnd(body: Uint8Array<ArrayBuffer>, start: number, maxBodyBytes: number): number | null {
  const data = start + headerLength(body.subarray(start))
  const used = deflateLength(body.subarray(data), maxBodyBytes)
  const end = data + used + trailerBytes
  return used === 0 || end > body.length ? null : end
}

function headerLength(member: Uint8Array): number {
  const flags = member[3] ?? 0
  let length = 10
  if (flags & flagBits.extra) length += 2 + (member[length] ?? 0) + ((member[length + 1] ?? 0) << 8)
  for (const text of [flagBits.name, flagBits.comment])
    if (flags & text) length = member.indexOf(0, length) + 1 || member.length
  return flags & flagBits.headerCrc ? length + 2 : length
}

/** Bytes up to the end of a deflate stream (RFC 1951); 0 when it has none. */
function deflateLength(data: Uint8Array<ArrayBuffer>, maxBodyBytes: number): number {
  try {
    const inflated: unknown = inflateRawSync(data, { info: true, maxOutputLength: maxBodyBytes })
    return (inflated as { readonly engine: { readonly bytesWritten: number } }).engine.bytesWritten
  } catch {
    return 0
  }
}
