import type { SessionActor } from '@/lib/core/actor'
import { count } from '@/lib/platform/metrics/metrics'
import { hashRefreshToken, newRefreshToken } from './refresh-token'
import * as repo from './repo'
import type { TokensDto } from './schema'
import { accessTokenSeconds, signAccessToken } from './sign-access-token'

/** One more access token for a session, and the refresh token for the next. */
export async function issueTokens(actor: SessionActor): Promise<TokensDto> {
  const accessToken = await signAccessToken(actor)
  const refreshToken = newRefreshToken()
  await repo.insertRefreshToken(actor.sessionId, hashRefreshToken(refreshToken))
  for (const type of ['access', 'refresh']) count('auth_service_tokens_issued_total', { token_type: type })
  return { accessToken, refreshToken, expiresIn: accessTokenSeconds }
}
