import { listUsers } from '@/lib/features/users/list-users'
import { listUsersQuery } from '@/lib/features/users/schema'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const GET = route({ signedIn: true, query: listUsersQuery }, async ({ actor, query }) =>
  json(await listUsers({ actor, query })),
)
