import { revokeSession } from '@/lib/features/auth/revoke-session'
import { sessionParams } from '@/lib/features/auth/schema'
import { noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const DELETE = route({ params: sessionParams }, async ({ actor, params }) => {
  await revokeSession({ actor, sessionId: params.sessionId })
  return noContent()
})
