import { acceptInvitation } from '@/lib/features/auth/links/accept-invitation'
import { acceptInvitationInput } from '@/lib/features/auth/schema-links'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const POST = route({ body: acceptInvitationInput, bodyLimitBytes: 16 * 1024 }, async ({ body }) =>
  json(await acceptInvitation(body), { status: 201 }),
)
