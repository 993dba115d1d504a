import { registerAccount } from '@/lib/features/auth/register-account'
import { registerInput } from '@/lib/features/auth/schema'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const POST = route({ body: registerInput, bodyLimitBytes: 16 * 1024 }, async ({ address, body }) =>
  json(await registerAccount({ ...body, address }), { status: 201 }),
)
