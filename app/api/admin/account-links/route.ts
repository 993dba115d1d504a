import { listAccountLinks } from '@/lib/features/auth/links/list-account-links'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const GET = route({}, async ({ actor }) => json(await listAccountLinks({ actor })))
