import { invitePerson } from '@/lib/features/auth/links/invite-person'
import { inviteInput } from '@/lib/features/auth/schema-links'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const POST = route(
  { signedIn: true, audit: 'account.invite', auditFacts: ({ body }) => body, body: inviteInput },
  async ({ actor, body }) => json(await invitePerson({ actor, ...body }), { status: 201 }),
)
