import { diagramParams } from '@/lib/features/diagrams/schema'
import { previewLink } from '@/lib/features/link-previews/preview-link'
import { linkPreviewInput } from '@/lib/features/link-previews/schema'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'

const bodyLimitBytes = 16 * 1024

export const POST = route(
  { signedIn: true, params: diagramParams, body: linkPreviewInput, bodyLimitBytes },
  async ({ actor, params, body }) => json(await previewLink({ actor, diagramId: params.diagramId, url: body.url })),
)
