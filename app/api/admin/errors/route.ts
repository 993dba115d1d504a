import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { listErrors } from '@/lib/ops/errors/list-errors'
import { listErrorsQuery } from '@/lib/ops/errors/schema'

export const GET = route({ signedIn: true, query: listErrorsQuery }, async ({ actor, query }) =>
  json(await listErrors({ actor, query })),
)
