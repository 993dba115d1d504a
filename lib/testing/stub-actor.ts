import type { Actor } from '@/lib/core/actor'
import type { SessionId, UserId } from '@/lib/core/ids'

/** Believes the cookie `user=…; session=…`, for servers under test that have no sign-in. */
export async function findUserActor({ cookie }: { cookie?: string | null }): Promise<Actor> {
  const values = new Map((cookie ?? '').split('; ').map((pair) => pair.split('=') as [string, string]))
  const id = values.get('user')
  if (!id) return { type: 'anonymous' }
  const sessionId = (values.get('session') ?? '') as SessionId
  return { type: 'user', id: id as UserId, sessionId, role: 'editor', name: id, email: `${id}@example.org` }
}
