import { getOpenApiDocument } from '@/lib/features/openapi/get-openapi-document'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const GET = route({}, () => json(getOpenApiDocument(), { headers: { 'cache-control': 'public, max-age=300' } }))
