import { json, noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { endWindow } from '@/lib/ops/health/end-window'
import { updateWindowInput, windowParams } from '@/lib/ops/health/schema-maintenance'
import { updateWindow } from '@/lib/ops/health/update-window'

export const PATCH = route(
  { signedIn: true, audit: 'maintenance.change', params: windowParams, body: updateWindowInput },
  async ({ actor, params, body }) => json(await updateWindow({ actor, ...params, input: body })),
)

export const DELETE = route(
  { signedIn: true, audit: 'maintenance.end', params: windowParams },
  async ({ actor, params }) => {
    await endWindow({ actor, ...params })
    return noContent()
  },
)
