import { disableFactor } from '@/lib/features/auth/factors/change-factor'
import { noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const POST = route({ signedIn: true }, async ({ actor }) => {
  await disableFactor({ actor })
  return noContent()
})
