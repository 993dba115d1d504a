import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { createSilence } from '@/lib/ops/alerts/silences/create-silence'
import { listSilences } from '@/lib/ops/alerts/silences/list-silences'
import { createSilenceInput } from '@/lib/ops/alerts/silences/schema'

export const GET = route({ signedIn: true }, async ({ actor }) => json(await listSilences({ actor })))

export const POST = route(
  {
    signedIn: true,
    audit: 'silence.create',
    auditFacts: ({ body: { reason, endsAt } }) => ({ reason, endsAt }),
    body: createSilenceInput,
  },
  async ({ actor, body }) => json(await createSilence({ actor, input: body }), { status: 201 }),
)
