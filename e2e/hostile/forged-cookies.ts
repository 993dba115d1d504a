import { encodeToken } from '@/lib/testing/sign-in'
import { authSecret, type World } from './open-world'

const name = 'next-auth.session-token'

/** Cookies that are worth nothing: ended, expired, forged, broken. Each names the owner as well as it can. */
export async function forgeCookies({ people }: World): Promise<Record<string, string>> {
  const { stranger, owner, gone } = people
  const token = new RegExp(`${name}=([^;]+)`).exec(stranger.cookie)?.[1] ?? ''
  const claims = { sid: owner.otherSessionId, sub: owner.id, id: owner.id, role: 'admin' }
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const tokens = {
    nonsense: 'x',
    nothing: '',
    'a token that is not signed': `${part({ alg: 'none' })}.${part(claims)}.`,
    'a token of another secret': await encodeToken({ token: claims, secret: 'another secret, long enough as well' }),
    'a token that has expired': await encodeToken({ token: claims, secret: authSecret, maxAge: -60 }),
    'a token of a session that never was': await encodeToken({
      token: { ...claims, sid: 'x'.repeat(20) },
      secret: authSecret,
    }),
    'a token that names a person and no session': await encodeToken({
      token: { ...claims, sid: null },
      secret: authSecret,
    }),
    'a token whose session is a pattern': await encodeToken({ token: { ...claims, sid: '%' }, secret: authSecret }),
    'a token that was cut': token.slice(0, -9),
    'a token that was changed': token.replace(/.{4}$/, 'AAAA'),
    'a very long token': 'A'.repeat(7_000),
    'broken escapes': '%E0%A4%A; %=%; ;;=',
  }
  return {
    ...Object.fromEntries(Object.entries(tokens).map(([how, value]) => [how, `${name}=${value}`])),
    'a session that was ended': gone.cookie,
    'half of the name': `${name.slice(0, -1)}=${token}`,
    'a name of elsewhere': `__Secure-${name}=${token}; authjs.session-token=${token}`,
    'a hundred cookies before it': `${`${name}=x; `.repeat(100)}${name}=${token}`,
  }
}
