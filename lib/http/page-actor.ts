import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { Actor, UserActor } from '@/lib/core/actor'
import { findActor } from '@/lib/features/auth/find-actor'

/** Who asks for this page; looked up once per request, however many components ask. */
export const findPageActor = cache(async (): Promise<Actor> => {
  const given = await headers()
  return await findActor({ cookie: given.get('cookie'), authorization: given.get('authorization') })
})

/** The signed-in user; anyone else is sent to sign in and then comes back to `path`. */
export async function getPageUser(path: string): Promise<UserActor> {
  const actor = await findPageActor()
  if (actor.type === 'user') return actor
  redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`)
}
