import { requireStepUp } from '@/lib/features/auth/require-step-up'
import { exportOwnData } from '@/lib/features/privacy/export-own-data'
import { exportQuery } from '@/lib/features/privacy/schema'
import { presentContentDisposition } from '@/lib/http/content-disposition'
import { noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const GET = route({ signedIn: true, query: exportQuery }, async ({ actor, query }) => {
  if (query.check) {
    await requireStepUp(actor)
    return noContent()
  }
  const { fileName, body } = await exportOwnData({ actor })
  const headers = {
    'content-type': 'application/gzip',
    'content-disposition': presentContentDisposition('attachment', fileName),
    'cache-control': 'no-store',
  }
  return new Response(body as ReadableStream<Uint8Array<ArrayBuffer>>, { headers })
})
