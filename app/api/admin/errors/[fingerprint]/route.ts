import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { resolveError } from '@/lib/ops/errors/resolve-error'
import { errorParams, resolveErrorInput } from '@/lib/ops/errors/schema'

export const PATCH = route(
  {
    signedIn: true,
    audit: 'error.resolve',
    auditFacts: ({ body }) => body,
    params: errorParams,
    body: resolveErrorInput,
  },
  async ({ actor, params, body }) => json(await resolveError({ actor, ...params, ...body })),
)
