import { changeUser } from '@/lib/features/users/change-user'
import { changeUserInput, userParams } from '@/lib/features/users/schema'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const PATCH = route(
  { signedIn: true, params: userParams, body: changeUserInput },
  async ({ actor, params, body }) => json(await changeUser({ actor, ...params, change: body })),
)
