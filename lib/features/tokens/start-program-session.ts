import { AppError } from '@/lib/core/errors'
import { assertOwnSession } from '../auth/assert-signed-in'
import { findSessionActor } from '../auth/find-actor'
import { startSession } from '../auth/start-session'
import { issueTokens } from './issue-tokens'
import type { TokenInput, TokensDto } from './schema'

interface Start extends TokenInput {
  userAgent: string
  /** Where the attempt comes from, as limits count it. */
  address: string | null
}

/**
 * Signs a program in as somebody, for 30 days at most. Errors: unauthenticated, alike for an unknown address and for a wrong
 * password; rate_limited, also while the account is locked; forbidden while it is suspended.
 */
export async function startProgramSession(start: Start): Promise<TokensDto> {
  const sessionId = await startSession({ ...start, code: start.totp ?? null, remember: true, kind: 'program' })
  if (!sessionId) throw new AppError('unauthenticated', 'The e-mail address or the password is not right.')
  const actor = await findSessionActor(sessionId)
  assertOwnSession(actor)
  return await issueTokens(actor)
}
