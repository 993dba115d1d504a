import { beginTotp } from '@/lib/features/auth/factors/begin-totp'
import { secretJson } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const POST = route({ signedIn: true }, async ({ actor }) =>
  secretJson(await beginTotp({ actor }), { status: 201 }),
)
