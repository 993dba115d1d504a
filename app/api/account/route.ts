import { getAccount } from '@/lib/features/auth/get-account'
import { updateAccountInput } from '@/lib/features/auth/schema'
import { updateAccount } from '@/lib/features/auth/update-account'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const GET = route({}, ({ actor }) => json(getAccount({ actor })))

export const PATCH = route({ body: updateAccountInput }, async ({ actor, body }) =>
  json(await updateAccount({ actor, ...body })),
)
