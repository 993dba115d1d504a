import { revokeKey } from '@/lib/features/api-keys/revoke-key'
import { keyParams } from '@/lib/features/api-keys/schema'
import { noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const DELETE = route({ params: keyParams, audit: 'api-key.revoke' }, async ({ actor, params }) => {
  await revokeKey({ actor, ...params })
  return noContent()
})
