import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { createChannel } from '@/lib/ops/alerts/delivery/create-channel'
import { listAlertChannels } from '@/lib/ops/alerts/delivery/list-alert-channels'
import { createChannelInput } from '@/lib/ops/alerts/delivery/schema'

export const GET = route({ signedIn: true }, async ({ actor }) => json({ items: await listAlertChannels({ actor }) }))

export const POST = route(
  {
    signedIn: true,
    audit: 'alert-channel.create',
    auditFacts: ({ body: { name, settings } }) => ({ name, kind: settings.kind }),
    body: createChannelInput,
  },
  async ({ actor, body }) => json(await createChannel({ actor, input: body }), { status: 201 }),
)
