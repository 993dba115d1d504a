import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress, constants } from 'node:zlib'
import { BackupError } from './backup-error'

/**
 * Every file of a backup store is a frame: `AGB1`, how the content is packed, whether it is encrypted, the content, and the
 * SHA-256 of all of that, so that any changed byte is found without knowing what is inside.
 */
const magic = Buffer.from('AGB1')
const packings = { plain: 0, brotli: 1 } as const
const nonceBytes = 12
const tagBytes = 16
const checksumBytes = 32
const headerBytes = magic.length + 2

const compress = promisify(brotliCompress)
const decompress = promisify(brotliDecompress)

/** Pictures do not get smaller; a sample tells. */
const sampleBytes = 16 * 1024
const worthRatio = 0.9

interface FrameOptions {
  /** The name of the file, so that one cannot be put in the place of another. */
  name: string
  /** AES-256; null for a store that is not encrypted. */
  key: Buffer | null
}

export async function sealFrame(plain: Uint8Array, { name, key }: FrameOptions): Promise<Buffer> {
  const packed = await pack(plain)
  const header = Buffer.concat([magic, Buffer.from([packings[packed.packing], key ? 1 : 0])])
  const content = key ? encrypt(packed.bytes, { key, context: computeContext(header, name) }) : [packed.bytes]
  const body = Buffer.concat([header, ...content])
  return Buffer.concat([body, createHash('sha256').update(body).digest()])
}

/** The content of a frame; throws `BackupError` when it is damaged or the passphrase is another one. */
export async function openFrame(frame: Buffer, { name, key }: FrameOptions): Promise<Buffer> {
  assertWhole(frame, name)
  const header = frame.subarray(0, headerBytes)
  const content = frame.subarray(headerBytes, -checksumBytes)
  if (frame[5] === 1 && !key) throw new BackupError(`${name} is encrypted, and no passphrase is given.`)
  try {
    const packed = frame[5] === 1 && key ? decrypt(content, { key, context: computeContext(header, name) }) : content
    return frame[4] === packings.brotli ? await decompress(packed) : packed
  } catch (error) {
    throw new BackupError(`${name} cannot be read with this passphrase, or was tampered with.`, { cause: error })
  }
}

/** Throws when a byte of the file is not what was written. */
export function assertWhole(frame: Buffer, name: string): void {
  const body = frame.subarray(0, -checksumBytes)
  const checksum = frame.subarray(-checksumBytes)
  const isWhole =
    frame.length >= headerBytes + checksumBytes &&
    frame.subarray(0, magic.length).equals(magic) &&
    createHash('sha256').update(body).digest().equals(checksum)
  if (!isWhole) throw new BackupError(`${name} is damaged: its checksum does not match.`)
}

async function pack(plain: Uint8Array): Promise<{ packing: keyof typeof packings; bytes: Uint8Array }> {
  const sample = plain.subarray(0, sampleBytes)
  const packedSample = await compress(sample, quick)
  if (packedSample.length > sample.length * worthRatio) return { packing: 'plain', bytes: plain }
  const bytes = plain.length <= sampleBytes ? packedSample : await compress(plain, quick)
  return { packing: 'brotli', bytes }
}

const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 3, [constants.BROTLI_PARAM_LGWIN]: 20 } }

const computeContext = (header: Buffer, name: string): Buffer => Buffer.concat([header, Buffer.from(name)])

function encrypt(bytes: Uint8Array, { key, context }: { key: Buffer; context: Buffer }): Buffer[] {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(context)
  return [nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]
}

function decrypt(content: Buffer, { key, context }: { key: Buffer; context: Buffer }): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, content.subarray(0, nonceBytes)).setAAD(context)
  decipher.setAuthTag(content.subarray(-tagBytes))
  return Buffer.concat([decipher.update(content.subarray(nonceBytes, -tagBytes)), decipher.final()])
}
