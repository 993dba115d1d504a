import { AppError } from '@/lib/core/errors'
import { verifyPassword } from './password-hash'
import { findCredentials } from './repo-sign-in'

/** The stored hash when the password is right. */
export async function findIfRight(email: string, password: string): Promise<string | null> {
  const account = await findCredentials(email)
  const matches = await verifyPassword(account?.passwordHash ?? null, password)
  return account && matches ? account.passwordHash : null
}

/** `path` names the field that it was typed into. */
export function wrongPassword(path: string): AppError {
  const message = 'This is not your current password.'
  return new AppError('invalid_input', message, { errors: [{ path, code: 'wrong', message }] })
}
