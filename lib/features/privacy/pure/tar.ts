const blockBytes = 512
const text = new TextEncoder()

interface TarEntry {
  /** ASCII, at most 100 characters. */
  name: string
  /** Below 8 GiB. */
  sizeBytes: number
  at: Date
}

/** The block before a file in an archive (POSIX.1-1988, ustar). */
export function makeTarHeader({ name, sizeBytes, at }: TarEntry): Uint8Array {
  if (!/^[\x20-\x7e]{1,100}$/.test(name)) throw new Error(`not a name for an archive: ${name}`)
  const block = new Uint8Array(blockBytes)
  const put = (offset: number, value: string) => block.set(text.encode(value), offset)
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`
  put(0, name)
  put(100, octal(0o600, 7))
  put(108, octal(0, 7))
  put(116, octal(0, 7))
  put(124, octal(sizeBytes, 11))
  put(136, octal(Math.floor(at.getTime() / 1_000), 11))
  // The sum is made with spaces in its own place.
  put(148, '        ')
  put(156, '0')
  put(257, 'ustar\u000000')
  put(
    148,
    `${octal(
      block.reduce((sum, byte) => sum + byte, 0),
      6,
    )} `,
  )
  return block
}

/** What fills a file up to whole blocks. */
export const makeTarPadding = (sizeBytes: number): Uint8Array => new Uint8Array(-sizeBytes & (blockBytes - 1))

export const makeTarEnd = (): Uint8Array => new Uint8Array(2 * blockBytes)
