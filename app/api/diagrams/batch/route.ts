import { changeDiagrams } from '@/lib/features/diagrams/change-diagrams'
import { batchInput } from '@/lib/features/diagrams/schema'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const POST = route({ signedIn: true, body: batchInput }, async ({ actor, body }) =>
  json({ results: await changeDiagrams({ actor, batch: body }) }),
)
