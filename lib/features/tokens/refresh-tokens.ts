import { AppError } from '@/lib/core/errors'
import { recordAuditNow } from '@/lib/platform/audit/record-audit'
import { getLog } from '@/lib/platform/log/log'
import { emitSessionsRevoked } from '../auth/events'
import { findSessionActor } from '../auth/find-actor'
import { issueTokens } from './issue-tokens'
import { hashRefreshToken } from './refresh-token'
import * as repo from './repo'
import type { TokensDto } from './schema'

/**
 * Trades a refresh token for the next pair, once. One that was traded before has been copied: whoever has it, and whoever has
 * those that came of it, has to sign in again. Errors: unauthenticated.
 */
export async function refreshTokens({ refreshToken }: { refreshToken: string }): Promise<TokensDto> {
  const tokenHash = hashRefreshToken(refreshToken)
  const sessionId = await repo.spendRefreshToken(tokenHash)
  if (!sessionId) {
    await endFamily(tokenHash)
    throw isOver()
  }
  const actor = await findSessionActor(sessionId)
  if (actor.type !== 'user' || !actor.sessionId) throw isOver()
  return await issueTokens({ ...actor, sessionId: actor.sessionId })
}

const isOver = () => new AppError('unauthenticated', 'This refresh token is not valid any more. Sign in again.')

async function endFamily(tokenHash: string): Promise<void> {
  const ended = await repo.revokeFamily(tokenHash)
  if (!ended) return
  const { sessionId, userId } = ended
  await emitSessionsRevoked([sessionId])
  const target = { type: 'session', id: sessionId }
  await recordAuditNow({ actor: { type: 'user', id: userId }, action: 'token.reuse', result: 'refused', target })
  getLog('auth').warn({ sessionId }, 'a refresh token was used twice; its session is over')
}
