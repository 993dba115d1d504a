import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { logModuleParams, setLogLevelInput } from '@/lib/ops/logs/schema'
import { setLogLevel } from '@/lib/ops/logs/set-log-level'

export const PUT = route(
  {
    signedIn: true,
    audit: 'log-level.change',
    auditFacts: ({ body }) => body,
    params: logModuleParams,
    body: setLogLevelInput,
  },
  async ({ actor, params, body }) => json(await setLogLevel({ actor, ...params, ...body })),
)
