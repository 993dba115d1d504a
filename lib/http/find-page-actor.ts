import { headers } from 'next/headers'
import { cache } from 'react'
import type { Actor } from '@/lib/core/actor'
import { findActor } from '@/lib/features/auth/find-actor'

/** Who asks for a page; looked up once, however many layouts and pages of a request ask. */
export const findPageActor = cache(async (): Promise<Actor> => {
  const request = await headers()
  return findActor({ cookie: request.get('cookie') })
})
