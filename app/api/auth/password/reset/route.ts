import { resetPassword } from '@/lib/features/auth/links/reset-password'
import { resetPasswordInput } from '@/lib/features/auth/schema-links'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const POST = route({ body: resetPasswordInput, bodyLimitBytes: 16 * 1024 }, async ({ body }) =>
  json(await resetPassword(body)),
)
