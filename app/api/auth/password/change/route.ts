import { changePassword } from '@/lib/features/auth/change-password'
import { changePasswordInput } from '@/lib/features/auth/schema'
import { noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const POST = route(
  { body: changePasswordInput, bodyLimitBytes: 16 * 1024 },
  async ({ actor, address, body }) => {
    await changePassword({ actor, address, ...body })
    return noContent()
  },
)
