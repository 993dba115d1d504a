const declared = /charset\s*=\s*["']?\s*([\w.:-]+)/i
/** The HTML standard looks for the declaration in the first bytes only. */
const prescanBytes = 1024

/** The text of a page in the encoding it says it has: by its byte order mark, its header, its own declaration, or UTF-8. */
export function decodePage(bytes: Uint8Array, contentType: string): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, prescanBytes))
  const label = findMark(bytes) ?? declared.exec(contentType)?.[1] ?? declared.exec(head)?.[1] ?? 'utf-8'
  return makeDecoder(label).decode(bytes)
}

function findMark([first, second]: Uint8Array): string | null {
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return first === 0xff && second === 0xfe ? 'utf-16le' : null
}

function makeDecoder(label: string): TextDecoder {
  try {
    return new TextDecoder(label)
  } catch {
    return new TextDecoder()
  }
}
