import { requestDeletionInput } from '@/lib/features/auth/deletion/deletion-schema'
import { requestDeletion } from '@/lib/features/auth/deletion/request-deletion'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const POST = route({ signedIn: true, body: requestDeletionInput }, async ({ actor, body }) =>
  json(await requestDeletion({ actor, ...body })),
)
