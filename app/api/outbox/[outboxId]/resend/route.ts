import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { resendOutboxEntry } from '@/lib/ops/outbox/resend-outbox-entry'
import { outboxParams } from '@/lib/ops/outbox/schema'

export const POST = route({ signedIn: true, audit: 'outbox.resend', params: outboxParams }, async ({ actor, params }) =>
  json(await resendOutboxEntry({ actor, ...params })),
)
