import { noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { endSilence } from '@/lib/ops/alerts/silences/end-silence'
import { silenceParams } from '@/lib/ops/alerts/silences/schema'

export const DELETE = route(
  { signedIn: true, audit: 'silence.end', params: silenceParams },
  async ({ actor, params }) => {
    await endSilence({ actor, ...params })
    return noContent()
  },
)
