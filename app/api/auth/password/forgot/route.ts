import { requestPasswordReset } from '@/lib/features/auth/links/request-password-reset'
import { forgotPasswordInput } from '@/lib/features/auth/schema-links'
import { noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const POST = route({ body: forgotPasswordInput, limit: 'mail' }, async ({ body }) => {
  await requestPasswordReset(body)
  return noContent()
})
