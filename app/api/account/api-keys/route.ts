import { createKey } from '@/lib/features/api-keys/create-key'
import { listKeys } from '@/lib/features/api-keys/list-keys'
import { createKeyInput } from '@/lib/features/api-keys/schema'
import { json, secretJson } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const GET = route({}, async ({ actor }) => json(await listKeys({ actor })))

export const POST = route(
  {
    signedIn: true,
    body: createKeyInput,
    audit: 'api-key.create',
    auditFacts: ({ body }) => ({ scopes: body.scopes.join(' ') }),
  },
  async ({ actor, body }) => secretJson(await createKey({ actor, ...body }), { status: 201 }),
)
