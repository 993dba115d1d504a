import { endUserSessions } from '@/lib/features/users/end-user-sessions'
import { userParams } from '@/lib/features/users/schema'
import { noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const DELETE = route({ signedIn: true, params: userParams }, async ({ actor, params }) => {
  await endUserSessions({ actor, ...params })
  return noContent()
})
