import type { AuthOptions } from 'next-auth'
import type { JWT } from 'next-auth/jwt'
import CredentialsProvider from 'next-auth/providers/credentials'
import type { SessionId } from '@/lib/core/ids'
import { secondMs } from '@/lib/core/time'
import { getLog } from '@/lib/platform/log/log'
import { findSessionActor } from './find-actor'
import { computeSessionLifetimeMs } from './policy'
import { presentAccount } from './present'
import { safeCallbackPath } from './pure/safe-callback-path'
import { revokeSession } from './revoke-session'
import { type AccountDto, credentialsInput } from './schema'
import { getAuthSecret, sessionCookies } from './session-token'
import { startSession } from './start-session'

interface AuthCall {
  userAgent: string
  address: string | null
  /** Over HTTPS the cookies are `Secure` and carry the `__Host-` prefix. */
  secure: boolean
  /** The lifetime of the cookie that this call may set. */
  remember: boolean
  /** next-auth puts the message of an error into an address; ours go to the edge instead. */
  onFailure: (error: unknown) => void
}

/** next-auth with one provider, `credentials`, and tokens that say nothing but which session row they belong to. */
export function makeAuthOptions(call: AuthCall): AuthOptions {
  return {
    secret: getAuthSecret(),
    useSecureCookies: call.secure,
    ...(call.secure ? { cookies: hostCookies } : {}),
    pages: { signIn: '/sign-in', signOut: '/', error: '/sign-in' },
    session: { strategy: 'jwt', maxAge: computeSessionLifetimeMs(call.remember) / secondMs },
    providers: [credentialsProvider(call)],
    callbacks: {
      redirect: ({ url, baseUrl }) => safeCallbackPath(url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url),
      // At sign-in `user` is what `authorize` returned: the id of the session.
      jwt: ({ token, user }) => ({ sid: user ? user.id : token.sid }),
      session: async ({ session, token }) => ({ ...session, user: await getSessionUser(token, call) }),
    },
    events: { signOut: ({ token }) => endSession(token, call) },
    logger: {
      error: (code, metadata) => getLog('auth').debug({ code, metadata }, 'next-auth'),
      warn: (code) => getLog('auth').debug({ code }, 'next-auth'),
      debug: () => undefined,
    },
  }
}

const hostOnly = { httpOnly: true, sameSite: 'lax', path: '/', secure: true } as const
const hostCookies = {
  sessionToken: { name: sessionCookies.secure, options: hostOnly },
  callbackUrl: { name: '__Host-next-auth.callback-url', options: hostOnly },
}

const credentialsProvider = ({ userAgent, address, onFailure }: AuthCall) =>
  CredentialsProvider({
    id: 'credentials',
    credentials: { email: { type: 'email' }, password: { type: 'password' }, code: { type: 'text' } },
    authorize: async (given) => {
      const input = credentialsInput.safeParse(given)
      if (!input.success) return null
      const { email, password, code, remember, keep } = input.data
      try {
        const id = await startSession({
          email,
          password,
          code: code ?? null,
          remember: isTrue(remember),
          keep: isTrue(keep),
          userAgent,
          address,
        })
        return id && { id }
      } catch (error) {
        onFailure(error)
        return null
      }
    },
  })

async function getSessionUser(token: JWT, { onFailure }: AuthCall): Promise<AccountDto> {
  const actor = await findSessionActor(token.sid as SessionId).catch((error: unknown) => {
    onFailure(error)
    return null
  })
  if (actor?.type !== 'user') throw new Error('the session is over')
  return presentAccount(actor)
}

async function endSession(token: JWT, { onFailure }: AuthCall): Promise<void> {
  try {
    const actor = await findSessionActor(token.sid as SessionId)
    if (actor.type === 'user' && actor.sessionId) await revokeSession({ actor, sessionId: actor.sessionId })
  } catch (error) {
    onFailure(error)
  }
}

export const isTrue = (value: unknown): boolean => value === true || value === 'true'
