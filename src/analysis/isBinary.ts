const headBytes = 1445
const signatures = ['%PDF-', '%!PS-Adobe-', 'GIF87a', 'GIF89a', '\xff\xd8\xff', 'wOFF', 'wOF2', 'OggS']

/**
 * True when the bytes cannot be text: they begin with the mark of a known format, or hold a byte that no
 * text has (WHATWG MIME Sniffing, section 3: binary data byte) among the first 1,445. Not for UTF-16.
 */
export function isBinary(body: Uint8Array): boolean {
  const head = body.subarray(0, headBytes)
  return hasSignature(head) || head.some(isBinaryByte)
}

function hasSignature(head: Uint8Array): boolean {
  const start = String.fromCharCode(...head.subarray(0, 16))
  return signatures.some((signature) => start.startsWith(signature))
}

function isBinaryByte(byte: number): boolean {
  return byte <= 0x08 || byte === 0x0b || (byte >= 0x0e && byte <= 0x1a) || (byte >= 0x1c && byte <= 0x1f)
}
