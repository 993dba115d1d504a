import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { UserId } from '@/lib/core/ids'
import { getAuthSecret } from '../session-token'
import { inGroups, toBase32 } from './pure/base32'

const howMany = 10
/** 16 letters: what one can still type from paper. */
const codeBytes = 10

export const makeBackupCodes = (): string[] =>
  Array.from({ length: howMany }, () => inGroups(toBase32(randomBytes(codeBytes)).toLowerCase(), '-'))

/** With a key that is not in the database, since a code is too short for a hash alone. */
export function hashBackupCode(userId: UserId, code: string): string {
  const key = Buffer.from(hkdfSync('sha256', getAuthSecret(), 'autograph', 'backup-codes', 32))
  const typed = code.toLowerCase().replaceAll(/[^a-z2-7]/g, '')
  return createHmac('sha256', key).update(`${userId}:${typed}`).digest('base64url')
}
