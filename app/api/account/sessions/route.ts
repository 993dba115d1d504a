import { listSessions } from '@/lib/features/auth/list-sessions'
import { revokeOtherSessions } from '@/lib/features/auth/revoke-session'
import { json, noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const GET = route({}, async ({ actor }) => json(await listSessions({ actor })))

export const DELETE = route({}, async ({ actor }) => {
  await revokeOtherSessions({ actor })
  return noContent()
})
