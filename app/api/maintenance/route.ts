import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { createWindow } from '@/lib/ops/health/create-window'
import { listWindows } from '@/lib/ops/health/list-windows'
import { createWindowInput, listWindowsQuery } from '@/lib/ops/health/schema-maintenance'

export const GET = route({ signedIn: true, query: listWindowsQuery }, async ({ actor, query }) =>
  json(await listWindows({ actor, query })),
)

export const POST = route(
  {
    signedIn: true,
    audit: 'maintenance.create',
    auditFacts: ({ body: { reason, ends_at } }) => ({ reason, ends_at }),
    body: createWindowInput,
  },
  async ({ actor, body }) => json(await createWindow({ actor, input: body }), { status: 201 }),
)
