import { changeUser } from '@/lib/features/users/change-user'
import { deleteUser } from '@/lib/features/users/delete-user'
import { changeUserInput, deleteUserQuery, userParams } from '@/lib/features/users/schema'
import { json, noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const PATCH = route(
  { signedIn: true, params: userParams, body: changeUserInput },
  async ({ actor, params, body }) => json(await changeUser({ actor, ...params, change: body })),
)

export const DELETE = route(
  { signedIn: true, params: userParams, query: deleteUserQuery },
  async ({ actor, params, query }) => {
    await deleteUser({ actor, ...params, ...query })
    return noContent()
  },
)
