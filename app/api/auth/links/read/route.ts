import { readLink } from '@/lib/features/auth/links/read-link'
import { linkInput } from '@/lib/features/auth/schema-links'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const POST = route({ body: linkInput }, async ({ body }) => json(await readLink(body)))
