import { AppError } from '@/lib/core/errors'
import { minuteMs, secondMs } from '@/lib/core/time'
import { getEnv } from '@/lib/platform/env/env'
import { getLimitsKv } from '@/lib/platform/kv/get-kv'
import type { Limit } from '@/lib/platform/limits/count-use'
import { count } from '@/lib/platform/metrics/metrics'
import { remember } from '@/lib/platform/remember'
import { hashEmail } from './hash-email'

export interface SignInFrom {
  email: string
  address: string | null
}

interface Running {
  keys: string[]
  settled: Promise<unknown>
}

const getRunning = () => remember('auth.attempts', () => new Set<Running>())

/**
 * Makes an attempt to sign in, which fails with null, unless too many from this address or to this account have failed.
 * An attempt counts from its start, so that many at once are not more than many in turn; whoever is refused only because of
 * others under way waits for them, since an office may well sign in all at nine. Success clears the account's count.
 * Errors: rate_limited.
 */
export const attemptSignIn = <T>(from: SignInFrom, attempt: () => Promise<T | null>): Promise<T | null> =>
  attemptWithin(listSignInLimits(from), attempt)

/** The same for an attempt that names no account, counted with the failed sign-ins of its address. */
export const attemptFrom = <T>(address: string | null, attempt: () => Promise<T | null>): Promise<T | null> =>
  attemptWithin(
    listSignInLimits({ email: '', address }).filter(({ keyType }) => keyType === 'ip'),
    attempt,
  )

async function attemptWithin<T>(limits: Limit[], attempt: () => Promise<T | null>): Promise<T | null> {
  for (let exceeded = await reserve(limits); exceeded; exceeded = await reserve(limits)) {
    const { key } = exceeded.limit
    const others = [...getRunning()].filter(({ keys }) => keys.includes(key)).map(({ settled }) => settled)
    if (others.length === 0) throw tooManyFailures(exceeded)
    await Promise.race(others)
  }
  const running: Running = { keys: limits.map(({ key }) => key), settled: settle(limits, attempt) }
  getRunning().add(running)
  running.settled = running.settled.finally(() => getRunning().delete(running))
  return (await running.settled) as T | null
}

async function settle<T>(limits: Limit[], attempt: () => Promise<T | null>): Promise<T | null> {
  const result = await attempt().catch(async (error: unknown) => {
    // It was not the password that was wrong.
    await giveBack(limits)
    throw error
  })
  if (result === null) return null
  await giveBack(limits.filter(({ key }) => !isOfAccount(key)))
  for (const { key } of limits) if (isOfAccount(key)) await getLimitsKv().delete(key)
  return result
}

/** Lets an account be tried again at once; an address still has to wait. */
export async function forgetFailuresOf(email: string): Promise<void> {
  await getLimitsKv().delete(keyOfAccount(email))
}

interface Exceeded {
  limit: Limit
  waitMs: number
}

async function reserve(limits: Limit[]): Promise<Exceeded | null> {
  const counts = await Promise.all(
    limits.map(async (limit) => ({ limit, ...(await getLimitsKv().increment(limit.key, { ttlMs: limit.windowMs })) })),
  )
  const exceeded = counts.find(({ limit, value }) => value > limit.most)
  if (!exceeded) return null
  await giveBack(limits)
  return { limit: exceeded.limit, waitMs: exceeded.expiresInMs }
}

async function giveBack(limits: Limit[]): Promise<void> {
  await Promise.all(limits.map(({ key, windowMs }) => getLimitsKv().increment(key, { ttlMs: windowMs, by: -1 })))
}

const accountPrefix = 'limit:sign-in:account:'
const keyOfAccount = (email: string): string => accountPrefix + hashEmail(email)
const isOfAccount = (key: string): boolean => key.startsWith(accountPrefix)

function listSignInLimits({ email, address }: SignInFrom): Limit[] {
  const { RATE_LIMIT_SIGN_IN_IP, RATE_LIMIT_SIGN_IN_ACCOUNT, RATE_LIMIT_SIGN_IN_MINUTES } = getEnv()
  const windowMs = RATE_LIMIT_SIGN_IN_MINUTES * minuteMs
  const limits: Limit[] = [{ key: keyOfAccount(email), keyType: 'account', most: RATE_LIMIT_SIGN_IN_ACCOUNT, windowMs }]
  if (address) limits.push({ key: `limit:sign-in:ip:${address}`, keyType: 'ip', most: RATE_LIMIT_SIGN_IN_IP, windowMs })
  return limits.filter(({ most }) => most > 0)
}

function tooManyFailures({ limit, waitMs }: Exceeded): AppError {
  count('api_gateway_rate_limit_exceeded_total', { key_type: limit.keyType })
  const minutes = Math.max(1, Math.ceil(waitMs / minuteMs))
  const detail = `Signing in failed too often. Please try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`
  return new AppError('rate_limited', detail, { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / secondMs)) })
}
