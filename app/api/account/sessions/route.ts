import { listSessions } from '@/lib/features/auth/list-sessions'
import { revokeOtherSessions } from '@/lib/features/auth/revoke-session'
import { noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { jsonUnlessKnown } from '@/lib/http/unless-known'

export const GET = route({}, async ({ request, actor }) => jsonUnlessKnown(request, await listSessions({ actor })))

export const DELETE = route({}, async ({ actor }) => {
  await revokeOtherSessions({ actor })
  return noContent()
})
