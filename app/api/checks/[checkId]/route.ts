import { json, noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { deleteCheck } from '@/lib/ops/health/delete-check'
import { getCheck } from '@/lib/ops/health/get-check'
import { checkParams, updateCheckInput } from '@/lib/ops/health/schema-checks'
import { updateCheck } from '@/lib/ops/health/update-check'

export const GET = route({ signedIn: true, params: checkParams }, async ({ actor, params }) =>
  json(await getCheck({ actor, ...params })),
)

export const PATCH = route(
  { signedIn: true, audit: 'check.change', params: checkParams, body: updateCheckInput },
  async ({ actor, params, body }) => json(await updateCheck({ actor, ...params, input: body })),
)

export const DELETE = route(
  { signedIn: true, audit: 'check.delete', params: checkParams },
  async ({ actor, params }) => {
    await deleteCheck({ actor, ...params })
    return noContent()
  },
)
