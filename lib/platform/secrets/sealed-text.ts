import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { getEnv } from '../env/env'

const version = 'v1'
const ivBytes = 12
const tagBytes = 16

/** Of its own for each purpose, so that nothing sealed for one can be passed off as another. */
function deriveKey(purpose: string): Buffer {
  const secret = getEnv().AUTH_SECRET
  if (!secret) throw new Error('there is no AUTH_SECRET to seal with')
  return Buffer.from(hkdfSync('sha256', secret, 'autograph', `sealed:${purpose}`, 32))
}

/** Encrypts text for the database (AES-256-GCM, key from AUTH_SECRET): a copy of it is of no use without that. */
export function sealText(text: string, purpose: string): string {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', deriveKey(purpose), iv)
  const bytes = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `${version}.${bytes.toString('base64url')}`
}

/** What was sealed, or null: changed, sealed for another purpose, or with another AUTH_SECRET. */
export function openSealedText(sealed: string, purpose: string): string | null {
  const [given, encoded = ''] = sealed.split('.', 2)
  const bytes = Buffer.from(encoded, 'base64url')
  if (given !== version || bytes.length < ivBytes + tagBytes) return null
  const decipher = createDecipheriv('aes-256-gcm', deriveKey(purpose), bytes.subarray(0, ivBytes))
  decipher.setAuthTag(bytes.subarray(-tagBytes))
  try {
    return decipher.update(bytes.subarray(ivBytes, -tagBytes), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return null
  }
}
