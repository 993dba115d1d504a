import { resetFactors } from '@/lib/features/auth/factors/reset-factors'
import { unlockAccountInput } from '@/lib/features/auth/schema'
import { noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const POST = route({ signedIn: true, body: unlockAccountInput }, async ({ actor, body }) => {
  await resetFactors({ actor, ...body })
  return noContent()
})
