import { hash, verify } from '@node-rs/argon2'
import { hash as hashBcrypt, verify as verifyBcrypt } from '@node-rs/bcrypt'
import { newId } from '@/lib/core/ids'
import { minuteMs } from '@/lib/core/time'
import { remember } from '@/lib/platform/remember'
import { hashInTurn } from './hash-in-turn'
import { argon2Cost, findPasswordScheme } from './pure/find-password-scheme'
import * as repo from './repo'

/** argon2id, the library's default algorithm. */
export const hashPassword = (password: string): Promise<string> => hashInTurn(() => hash(password, argon2Cost))

/** What other products use, and so what imported hashes cost. */
const bcryptCost = 12

// Not in turn: a full queue must not become what is remembered.
const getDecoy = () => remember('auth.decoy', () => hash(newId(), argon2Cost))
const getBcryptDecoy = () => remember('auth.bcrypt-decoy', () => hashBcrypt(newId(), bcryptCost))

/**
 * Compares with a decoy when there is no such account, so that an answer takes as long either way. While accounts with hashes
 * by bcrypt are left, every attempt compares by both ways, or its time would tell who came with an import.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const scheme = passwordHash === null ? 'unknown' : findPasswordScheme(passwordHash)
  const isArgon2 = scheme === 'current' || scheme === 'argon2-older'
  const argon2Hash = passwordHash !== null && isArgon2 ? passwordHash : await getDecoy()
  const matchesArgon2 = await hashInTurn(() => verify(argon2Hash, password))
  if (scheme !== 'bcrypt' && !(await areImportedLeft())) return isArgon2 && matchesArgon2
  const bcryptHash = passwordHash !== null && scheme === 'bcrypt' ? passwordHash : await getBcryptDecoy()
  const matchesBcrypt = await hashInTurn(() => verifyBcrypt(password, bcryptHash))
  return scheme === 'bcrypt' ? matchesBcrypt : isArgon2 && matchesArgon2
}

/** Whether accounts with hashes by bcrypt are left; asked once a minute at most. */
async function areImportedLeft(): Promise<boolean> {
  const known = remember('auth.imported', () => ({ left: false, askedAtMs: Number.NEGATIVE_INFINITY }))
  if (Date.now() - known.askedAtMs < minuteMs) return known.left
  known.left = await repo.hasBcryptHashes()
  known.askedAtMs = Date.now()
  return known.left
}
