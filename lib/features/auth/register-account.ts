import { AppError } from '@/lib/core/errors'
import { newId, type UserId } from '@/lib/core/ids'
import { getEnv } from '@/lib/platform/env/env'
import { count } from '@/lib/platform/metrics/metrics'
import { assertPasswordAllowed } from './assert-password-allowed'
import { hashPassword } from './password-hash'
import { mayRegister } from './policy'
import * as repo from './repo'
import type { AccountDto, RegisterInput } from './schema'

const closed = () =>
  new AppError('forbidden', 'Registration is closed here. Ask whoever runs this AutoGraph for an account.')

/**
 * Creates an account; the first one becomes admin. Errors: conflict when the address has an account, forbidden when
 * registration is not open,
 * invalid_input when the password may not be chosen.
 */
export async function registerAccount(input: RegisterInput): Promise<AccountDto> {
  let result = 'failure'
  try {
    const account = await insertAccount(input)
    result = 'success'
    return account
  } finally {
    count('auth_service_registration_attempts_total', { result })
  }
}

async function insertAccount({ email, password, name }: RegisterInput): Promise<AccountDto> {
  if (!(await isRegistrationOpen())) throw closed()
  await assertPasswordAllowed({ path: 'password', password, name, email })
  const passwordHash = await hashPassword(password)
  const id = newId<UserId>()
  const inserted = await repo.insertUser({ id, email, name, passwordHash }, (isFirst) =>
    mayRegister(getEnv().REGISTRATION, isFirst),
  )
  if (inserted.outcome === 'refused') throw closed()
  if (inserted.outcome === 'taken') throw taken()
  return { id, email, name, role: inserted.role }
}

function taken(): AppError {
  const message = 'There is already an account with this e-mail address. Sign in instead.'
  return new AppError('conflict', message, { errors: [{ path: 'email', code: 'taken', message }] })
}

/** Whether a visitor may create an account now. */
export async function isRegistrationOpen(): Promise<boolean> {
  const { REGISTRATION } = getEnv()
  return mayRegister(REGISTRATION, false) || !(await hasAccounts())
}

/** False on a new instance, until the first account is made. */
export const hasAccounts = (): Promise<boolean> => repo.hasUsers()
