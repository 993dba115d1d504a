import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { runCheck } from '@/lib/ops/health/run-check'
import { checkParams } from '@/lib/ops/health/schema-checks'

export const POST = route({ signedIn: true, params: checkParams }, async ({ actor, params }) =>
  json(await runCheck({ actor, ...params })),
)
