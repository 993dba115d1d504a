import { noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { endWindow } from '@/lib/ops/health/end-window'
import { windowParams } from '@/lib/ops/health/schema-maintenance'

export const DELETE = route({ signedIn: true, params: windowParams }, async ({ actor, params }) => {
  await endWindow({ actor, ...params })
  return noContent()
})
