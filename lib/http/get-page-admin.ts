import { notFound } from 'next/navigation'
import type { UserActor } from '@/lib/core/actor'
import { findPageActor } from './find-page-actor'

/** The admin who is signed in; to anyone else the page does not exist. */
export async function getPageAdmin(): Promise<UserActor> {
  const actor = await findPageActor()
  if (actor.type === 'user' && actor.role === 'admin') return actor
  notFound()
}
