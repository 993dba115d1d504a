import { refreshTokens } from '@/lib/features/tokens/refresh-tokens'
import { refreshInput } from '@/lib/features/tokens/schema'
import { secretJson } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const POST = route({ body: refreshInput, bodyLimitBytes: 16 * 1024 }, async ({ body }) =>
  secretJson(await refreshTokens(body)),
)
