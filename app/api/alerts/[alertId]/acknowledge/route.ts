import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { acknowledgeAlert } from '@/lib/ops/alerts/acknowledge-alert'
import { alertParams } from '@/lib/ops/alerts/schema'

export const POST = route(
  { signedIn: true, audit: 'alert.acknowledge', params: alertParams },
  async ({ actor, params }) => json(await acknowledgeAlert({ actor, ...params })),
)
