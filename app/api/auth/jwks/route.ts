import { listPublicKeys } from '@/lib/features/tokens/signing-keys'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'

const headers = { 'cache-control': 'public, max-age=300' }

export const GET = route({}, async () => json(await listPublicKeys(), { headers }))
