import { confirmTotp } from '@/lib/features/auth/factors/confirm-totp'
import { confirmTotpInput } from '@/lib/features/auth/schema-factors'
import { secretJson } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const POST = route({ signedIn: true, body: confirmTotpInput }, async ({ actor, address, body }) =>
  secretJson(await confirmTotp({ actor, address, ...body })),
)
