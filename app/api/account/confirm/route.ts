import { confirmIdentity } from '@/lib/features/auth/confirm-identity'
import { confirmInput } from '@/lib/features/auth/schema'
import { noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const POST = route(
  { body: confirmInput, bodyLimitBytes: 16 * 1024, audit: 'account.confirm' },
  async ({ actor, address, body }) => {
    await confirmIdentity({ actor, address, ...body })
    return noContent()
  },
)
