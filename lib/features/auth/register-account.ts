import { AppError } from '@/lib/core/errors'
import { newId, type UserId } from '@/lib/core/ids'
import { isMailSetUp } from '@/lib/platform/mail/is-mail-set-up'
import { count } from '@/lib/platform/metrics/metrics'
import { getAdmission } from './admission/get-admission'
import { assertAdmitted } from './admission/is-admitted'
import { assertDomainAllowed } from './assert-domain-allowed'
import { assertPasswordAllowed } from './assert-password-allowed'
import { requestRegistration } from './links/request-registration'
import { hashPassword } from './password-hash'
import { mayRegister } from './policy'
import * as repo from './repo'
import type { AccountDto, RegisteredDto, RegisterInput } from './schema'
import { attemptFrom } from './sign-in-limits'

const closed = () =>
  new AppError('forbidden', 'Accounts here are by invitation. Ask whoever runs this AutoGraph to invite you.')

interface Register extends RegisterInput {
  /** Where the request comes from, as limits count it. */
  address: string | null
}

/**
 * Creates an account; the first one becomes admin. With a mail server the others begin once their address is confirmed, and
 * the answer is the same whether it has an account; without one nobody could be told otherwise, so who asks is told, and asking
 * counts as failing to sign in. Errors: forbidden when registration is not open, or not from there, invalid_input when the address or
 * the password may not be chosen, conflict and rate_limited for taken addresses without a mail server.
 */
export async function registerAccount({ address, ...input }: Register): Promise<RegisteredDto> {
  let result = 'failure'
  try {
    const registered = await register(input, address)
    result = 'success'
    return registered
  } finally {
    count('auth_service_registration_attempts_total', { result })
  }
}

async function register(input: RegisterInput, address: string | null): Promise<RegisteredDto> {
  await assertAdmitted(address)
  const { email, name } = input
  const user = await prepareUser(input)
  const confirms = isMailSetUp()
  const inserted = await attemptFrom(address, () => insertUnlessTaken(user, confirms))
  if (inserted === null) throw taken()
  if (inserted.outcome === 'created') return { next: 'sign_in', id: user.id, email, name, role: inserted.role }
  if (!confirms || !mayRegister((await getAdmission()).registration, false)) throw closed()
  await requestRegistration({ email, name, passwordHash: user.passwordHash })
  return { next: 'confirm_email', email, name }
}

async function prepareUser({ email, password, name }: RegisterInput) {
  if (!(await isRegistrationOpen())) throw closed()
  if (await hasAccounts()) await assertDomainAllowed(email)
  await assertPasswordAllowed({ path: 'password', password, name, email })
  return { id: newId<UserId>(), email, name, passwordHash: await hashPassword(password) }
}

/** An account at once, made by whoever runs the instance. Errors: as those of registering. */
export async function createAccount(input: RegisterInput): Promise<AccountDto> {
  const user = await prepareUser(input)
  const { registration } = await getAdmission()
  const inserted = await repo.insertUser(user, (isFirst) => mayRegister(registration, isFirst))
  if (inserted.outcome === 'refused') throw closed()
  if (inserted.outcome === 'taken') throw taken()
  return { id: user.id, email: user.email, name: user.name, role: inserted.role }
}

/** Null when the address is taken. */
async function insertUnlessTaken(user: Parameters<typeof repo.insertUser>[0], confirms: boolean) {
  const { registration } = await getAdmission()
  const mayInsert = (isFirst: boolean) => mayRegister(registration, isFirst) && (isFirst || !confirms)
  const inserted = await repo.insertUser(user, mayInsert)
  return inserted.outcome === 'taken' ? null : inserted
}

function taken(): AppError {
  const message = 'There is already an account with this e-mail address. Sign in instead.'
  return new AppError('conflict', message, { errors: [{ path: 'email', code: 'taken', message }] })
}

/** Whether a visitor may create an account now. */
export async function isRegistrationOpen(): Promise<boolean> {
  const { registration } = await getAdmission()
  return mayRegister(registration, false) || !(await hasAccounts())
}

/** False on a new instance, until the first account is made. */
export const hasAccounts = (): Promise<boolean> => repo.hasUsers()
