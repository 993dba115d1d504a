import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { previewSilence } from '@/lib/ops/alerts/silences/preview-silence'
import { previewSilenceInput } from '@/lib/ops/alerts/silences/schema'

export const POST = route({ signedIn: true, body: previewSilenceInput }, async ({ actor, body }) =>
  json(await previewSilence({ actor, input: body })),
)
