import { unlockAccountInput } from '@/lib/features/auth/schema'
import { unlockAccount } from '@/lib/features/auth/unlock-account'
import { noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const POST = route({ body: unlockAccountInput }, async ({ actor, body }) => {
  await unlockAccount({ actor, email: body.email })
  return noContent()
})
