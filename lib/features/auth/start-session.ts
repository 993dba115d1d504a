import { AppError } from '@/lib/core/errors'
import { newId, type SessionId } from '@/lib/core/ids'
import { recordAudit, recordAuditNow } from '@/lib/platform/audit/record-audit'
import { getEnv } from '@/lib/platform/env/env'
import { count } from '@/lib/platform/metrics/metrics'
import { attemptPassword } from './attempt-password'
import { assertStays, keepAccount } from './deletion/keep-account'
import { emitSessionsRevoked } from './events'
import { checkCode } from './factors/check-code'
import { tellOfDevice } from './links/tell-of-device'
import { verifyPassword } from './password-hash'
import { computeSessionLifetimeMs } from './policy'
import { describeDevice } from './pure/describe-device'
import { nameTyped } from './pure/name-typed'
import * as repo from './repo-sign-in'
import { upgradePasswordHash } from './upgrade-password-hash'

interface SignIn {
  email: string
  password: string
  /** Of the second factor, where there is one. */
  code?: string | null
  remember: boolean
  /** Keeps an account that is to be deleted, instead of being refused. */
  keep?: boolean
  /** Default: a browser. Each kind has its own number of sessions. */
  kind?: 'browser' | 'program'
  userAgent: string
  /** Where the attempt comes from, as limits count it. */
  address: string | null
}

const maxUserAgentLength = 500
const maxComparisons = 3

/**
 * Signs in with e-mail and password; of too many sessions the oldest ends. Null, after the same time, for an unknown address and for a wrong password.
 * Errors: rate_limited after too many failures, also while the account is locked; unauthenticated when the password is right
 * and a code is missing, forbidden when it is and the account is to be deleted, or both are and it is suspended: none is a failure
 * or a success.
 */
export async function startSession(signIn: SignIn): Promise<SessionId | null> {
  try {
    const id = await attemptPassword(signIn, () => checkAndStart(signIn))
    count('auth_service_login_attempts_total', { result: id ? 'success' : 'failure' })
    if (id && signIn.kind !== 'program') count('auth_service_tokens_issued_total', { token_type: 'session' })
    if (!id) await recordFailure(signIn)
    return id
  } catch (error) {
    if (error instanceof AppError && error.code === 'unauthenticated') throw error
    count('auth_service_login_attempts_total', { result: nameFailure(error) })
    throw error
  }
}

function nameFailure(error: unknown): string {
  if (!(error instanceof AppError)) return 'error'
  return error.code === 'rate_limited' ? 'limited' : error.code === 'forbidden' ? 'refused' : 'error'
}

const recordFailure = ({ email }: SignIn): Promise<void> =>
  recordAuditNow({
    actor: { type: 'anonymous' },
    action: 'session.start',
    result: 'failure',
    target: { type: 'account', ...nameTyped(email) },
  })

async function checkAndStart(signIn: SignIn): Promise<SessionId | null> {
  const { email, password } = signIn
  // The account may change between comparing and starting; what is there then decides.
  for (let n = 0; n < maxComparisons; n++) {
    const account = email.includes('\0') ? null : await repo.findCredentials(email)
    const matches = await verifyPassword(account?.passwordHash ?? null, password)
    if (!account || !matches) return null
    // Before the code, which can be used once only.
    assertStays(account.dueAt, { keep: signIn.keep ?? false })
    if (account.hasFactor && !(await provesFactor(account, signIn))) return null
    const id = await insertSession(account, signIn)
    if (id === 'suspended') throw await refuseSuspended(account, signIn)
    if (!id) continue
    await upgradePasswordHash({ userId: account.id, passwordHash: account.passwordHash, password })
    return id
  }
  return null
}

/** Errors: unauthenticated. */
async function provesFactor({ id: userId }: repo.Account, { code = null }: SignIn): Promise<boolean> {
  const verdict = await checkCode({ userId, code })
  if (verdict !== 'missing') return verdict !== 'wrong'
  const message = 'Enter the code of your authenticator app.'
  // Thrown, not failed: it must not use up an attempt, and above all not clear the count of wrong codes.
  throw new AppError('unauthenticated', message, { errors: [{ path: 'code', code: 'required', message }] })
}

/** Said only to who has proved whose account it is: to anybody else it looks like any other. */
async function refuseSuspended({ id }: repo.Account, { email }: SignIn): Promise<AppError> {
  const target = { type: 'account', id, name: email }
  await recordAuditNow({ actor: { type: 'user', id, email }, action: 'session.start', result: 'refused', target })
  return new AppError(
    'forbidden',
    'This account is suspended, so nobody can sign in to it. What is in it is kept. Ask whoever runs this AutoGraph.',
  )
}

/** Null when what the account was seen to be has changed meanwhile. */
async function insertSession(account: repo.Account, signIn: SignIn): Promise<SessionId | 'suspended' | null> {
  const { remember, email, kind = 'browser' } = signIn
  const id = newId<SessionId>()
  const userAgent = signIn.userAgent.slice(0, maxUserAgentLength).replaceAll('\0', '')
  const device = describeDevice(userAgent)
  const expiresAt = new Date(Date.now() + computeSessionLifetimeMs(remember))
  const started = await repo.insertSession(
    account,
    { id, kind, userAgent, device, expiresAt },
    {
      most: getEnv().SESSIONS_PER_USER,
      also: async (tx, { isNewDevice }) => {
        if (account.dueAt) await keepAccount(tx, { userId: account.id, email })
        if (isNewDevice) await tellOfDevice(tx, { email, device })
        await recordAudit(tx, {
          actor: { type: 'user', id: account.id, email },
          action: 'session.start',
          target: { type: 'session', id },
        })
      },
    },
  )
  if (started === null || started === 'suspended') return started
  await emitSessionsRevoked(started.ended)
  return id
}
