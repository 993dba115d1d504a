import { getOpenApiDocument } from '@/lib/features/openapi/get-openapi-document'
import { route } from '@/lib/http/route'
import { jsonUnlessKnown } from '@/lib/http/unless-known'

export const GET = route({}, ({ request }) =>
  jsonUnlessKnown(request, getOpenApiDocument(), { 'cache-control': 'public, max-age=300' }),
)
