import { tokenInput } from '@/lib/features/tokens/schema'
import { startProgramSession } from '@/lib/features/tokens/start-program-session'
import { secretJson } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const POST = route({ body: tokenInput, bodyLimitBytes: 16 * 1024 }, async ({ request, address, body }) =>
  secretJson(await startProgramSession({ ...body, address, userAgent: request.headers.get('user-agent') ?? '' })),
)
