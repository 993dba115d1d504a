import type { Actor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import { minuteMs } from '@/lib/core/time'
import { getEnv } from '@/lib/platform/env/env'
import type { Env } from '@/lib/platform/env/schema'
import { countUse, type Limit, type Usage } from '@/lib/platform/limits/count-use'

/**
 * What is counted together. Pictures have a class of their own: a dashboard loads fifty at once and a drawing two hundred,
 * and none of that may cost the person the requests they work with.
 */
export type LimitClass = 'api' | 'media' | 'upload' | 'report' | 'mail'

interface Asked {
  limitClass: LimitClass
  actor: Actor
  address: string | null
}

/** A key may as much as a user, unless there is a number for it. */
type PerMinute = (env: Env) => { user: number; ip: number; key?: number }

const perMinute: Record<LimitClass, PerMinute> = {
  api: (env) => ({
    user: env.RATE_LIMIT_USER_PER_MINUTE,
    ip: env.RATE_LIMIT_IP_PER_MINUTE,
    key: env.RATE_LIMIT_KEY_PER_MINUTE,
  }),
  media: (env) => ({ user: env.RATE_LIMIT_MEDIA_USER_PER_MINUTE, ip: env.RATE_LIMIT_MEDIA_IP_PER_MINUTE }),
  upload: (env) => ({ user: env.RATE_LIMIT_UPLOAD_USER_PER_MINUTE, ip: env.RATE_LIMIT_UPLOAD_IP_PER_MINUTE }),
  // A page sends ten at most; who sends more is not telling us about our errors.
  report: () => ({ user: 30, ip: 60 }),
  // What makes us write to somebody.
  mail: (env) => ({ user: env.RATE_LIMIT_MAIL_USER_PER_MINUTE, ip: env.RATE_LIMIT_MAIL_IP_PER_MINUTE }),
}

/** The limits that hold for a request; a limit of 0 is none. */
function listLimits({ limitClass, actor, address }: Asked): Limit[] {
  const { user, ip, key = user } = perMinute[limitClass](getEnv())
  const limits: Limit[] = []
  if (actor.type === 'user' && actor.key) {
    // Its own count: a program must not use up what its person works with.
    if (key > 0)
      limits.push({ key: `limit:${limitClass}:key:${actor.key.id}`, keyType: 'key', most: key, windowMs: minuteMs })
  } else if (actor.type === 'user' && user > 0) {
    limits.push({ key: `limit:${limitClass}:user:${actor.id}`, keyType: 'user', most: user, windowMs: minuteMs })
  }
  if (address && ip > 0)
    limits.push({ key: `limit:${limitClass}:ip:${address}`, keyType: 'ip', most: ip, windowMs: minuteMs })
  return limits
}

/** Counts a request for who sends it and for where it comes from. */
export const countRequest = (asked: Asked): Promise<Usage | null> => countUse(listLimits(asked))

/** Errors: rate_limited. */
export function assertWithinLimit(usage: Usage | null): void {
  if (!usage?.isExceeded) return
  throw new AppError('rate_limited', `There were too many requests. Nothing was changed. ${describeWait(usage)}`, {
    retryAfterSeconds: usage.resetSeconds,
  })
}

const describeWait = ({ resetSeconds }: Usage): string =>
  resetSeconds === 1 ? 'Please try again in a second.' : `Please try again in ${resetSeconds} seconds.`

/** What the caller has left of the tightest limit. */
export function listUsageHeaders(usage: Usage | null): [string, string][] {
  if (!usage) return []
  return [
    ['ratelimit-limit', String(usage.limit.most)],
    ['ratelimit-remaining', String(usage.remaining)],
    ['ratelimit-reset', String(usage.resetSeconds)],
  ]
}
