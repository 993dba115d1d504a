import { requestEmailChange } from '@/lib/features/auth/links/request-email-change'
import { changeEmailInput } from '@/lib/features/auth/schema-links'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const POST = route(
  { signedIn: true, body: changeEmailInput, bodyLimitBytes: 16 * 1024, limit: 'mail' },
  async ({ actor, body }) => json(await requestEmailChange({ actor, newEmail: body.email })),
)
