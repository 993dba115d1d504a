import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { listOutbox } from '@/lib/ops/outbox/list-outbox'
import { listOutboxQuery } from '@/lib/ops/outbox/schema'

export const GET = route({ signedIn: true, query: listOutboxQuery }, async ({ actor, query }) =>
  json(await listOutbox({ actor, query })),
)
