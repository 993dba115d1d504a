import { headers } from 'next/headers'
import { cache } from 'react'
import type { Actor } from '@/lib/core/actor'
import { findActor } from '@/lib/features/auth/find-actor'

/** Who asks for this page; looked up once per request, however many components ask. API keys are for the API. */
export const findPageActor = cache(async (): Promise<Actor> => {
  const given = await headers()
  const actor = await findActor({ cookie: given.get('cookie'), authorization: given.get('authorization') })
  return actor.type === 'user' && actor.key ? { type: 'anonymous' } : actor
})
