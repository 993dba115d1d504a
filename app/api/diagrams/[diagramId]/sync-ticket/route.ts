import { issueSyncTicket } from '@/lib/features/diagrams/issue-sync-ticket'
import { diagramParams } from '@/lib/features/diagrams/schema'
import { secretJson } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const POST = route({ signedIn: true, params: diagramParams }, async ({ actor, params }) =>
  secretJson(await issueSyncTicket({ actor, diagramId: params.diagramId })),
)
