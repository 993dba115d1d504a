import { exportAudit } from '@/lib/features/audit/export-audit'
import { exportAuditQuery } from '@/lib/features/audit/schema'
import { presentContentDisposition } from '@/lib/http/content-disposition'
import { route } from '@/lib/http/route'
import { streamText } from '@/lib/http/stream-text'

export const GET = route({ signedIn: true, query: exportAuditQuery }, async ({ actor, query }) => {
  const { contentType, name, pieces } = await exportAudit({ actor, query })
  const headers = { 'content-type': contentType, 'content-disposition': presentContentDisposition('attachment', name) }
  return new Response(streamText(pieces), { headers })
})
