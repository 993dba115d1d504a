import { requestVerification } from '@/lib/features/auth/links/request-verification'
import { noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const POST = route({ signedIn: true, limit: 'mail' }, async ({ actor }) => {
  await requestVerification({ actor })
  return noContent()
})
