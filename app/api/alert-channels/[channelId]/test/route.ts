import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { channelParams } from '@/lib/ops/alerts/delivery/schema'
import { testChannel } from '@/lib/ops/alerts/delivery/test-channel'

export const POST = route(
  { signedIn: true, audit: 'alert-channel.test', params: channelParams },
  async ({ actor, params }) => json(await testChannel({ actor, ...params })),
)
