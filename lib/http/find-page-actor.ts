import { headers } from 'next/headers'
import { cache } from 'react'
import type { Actor } from '@/lib/core/actor'
import { isAdmitted } from '@/lib/features/auth/admission/is-admitted'
import { findActor } from '@/lib/features/auth/find-actor'
import { readClientAddress } from '@/lib/platform/net/peer-address'

/** Who asks for this page; looked up once per request, however many components ask. API keys are for the API, and who is elsewhere is nobody. */
export const findPageActor = cache(async (): Promise<Actor> => {
  const given = await headers()
  const actor = await findActor({ cookie: given.get('cookie'), authorization: given.get('authorization') })
  if (actor.type !== 'user') return actor
  const isHere = !actor.key && (await isAdmitted(readClientAddress(given)))
  return isHere ? actor : { type: 'anonymous' }
})

/** Where the one who asks for this page is, as limits count it. */
export const findPageAddress = async (): Promise<string | null> => readClientAddress(await headers())
