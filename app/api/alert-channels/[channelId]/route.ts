import { json, noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { changeChannel } from '@/lib/ops/alerts/delivery/change-channel'
import { deleteChannel } from '@/lib/ops/alerts/delivery/delete-channel'
import { changeChannelInput, channelParams } from '@/lib/ops/alerts/delivery/schema'

export const PATCH = route(
  {
    signedIn: true,
    audit: 'alert-channel.change',
    auditFacts: ({ body }) => ({ changed: Object.keys(body).join(', ') }),
    params: channelParams,
    body: changeChannelInput,
  },
  async ({ actor, params, body }) => json(await changeChannel({ actor, ...params, input: body })),
)

export const DELETE = route(
  { signedIn: true, audit: 'alert-channel.delete', params: channelParams },
  async ({ actor, params }) => {
    await deleteChannel({ actor, ...params })
    return noContent()
  },
)
