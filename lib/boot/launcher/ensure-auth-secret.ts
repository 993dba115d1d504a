import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeSecretFile } from '../durable-file'

/** The secret that signs session cookies, made once per data directory. */
export function ensureAuthSecret(dataDir: string): string {
  const path = join(dataDir, 'auth-secret')
  if (!existsSync(path)) writeSecretFile(path, randomBytes(32).toString('base64url'))
  return readFileSync(path, 'utf8').trim()
}
