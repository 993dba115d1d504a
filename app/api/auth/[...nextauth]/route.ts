import { z } from 'zod'
import { answerNextAuth } from '@/lib/features/auth/answer-next-auth'
import { parseFields } from '@/lib/http/parse-fields'
import { route } from '@/lib/http/route'

const params = z.object({ nextauth: z.array(z.string()) })

export const GET = route({ params }, ({ request, address, params }) =>
  answerNextAuth({ request, address, action: params.nextauth, body: {} }),
)

export const POST = route({ params, bodyLimitBytes: 16 * 1024 }, async ({ request, address, params, readBytes }) => {
  const body = await parseFields(request.headers.get('content-type'), await readBytes())
  return await answerNextAuth({ request, address, action: params.nextauth, body })
})
