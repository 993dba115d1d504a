import { redirect } from 'next/navigation'
import type { UserActor } from '@/lib/core/actor'
import { findPageActor } from './find-page-actor'

/** The signed-in user; anyone else is sent to sign in and then comes back to `path`. */
export async function getPageUser(path: string): Promise<UserActor> {
  const actor = await findPageActor()
  if (actor.type === 'user') return actor
  redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`)
}
