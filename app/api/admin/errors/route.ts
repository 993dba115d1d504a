import { route } from '@/lib/http/route'
import { jsonUnlessKnown } from '@/lib/http/unless-known'
import { listErrors } from '@/lib/ops/errors/list-errors'
import { listErrorsQuery } from '@/lib/ops/errors/schema'

export const GET = route({ signedIn: true, query: listErrorsQuery }, async ({ request, actor, query }) =>
  jsonUnlessKnown(request, await listErrors({ actor, query })),
)
