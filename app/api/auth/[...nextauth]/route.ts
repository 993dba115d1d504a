import { z } from 'zod'
import { answerNextAuth } from '@/lib/features/auth/answer-next-auth'
import { parseFields } from '@/lib/http/parse-fields'
import { route } from '@/lib/http/route'

const params = z.object({ nextauth: z.array(z.string()) })

export const GET = route({ params }, ({ request, address, params }) =>
  answerNextAuth({ request, address, action: params.nextauth, readBody: async () => ({}) }),
)

export const POST = route({ params, bodyLimitBytes: 16 * 1024 }, ({ request, address, params, readBytes }) => {
  const readBody = async () => parseFields(request.headers.get('content-type'), await readBytes())
  return answerNextAuth({ request, address, action: params.nextauth, readBody })
})
