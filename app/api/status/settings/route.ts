import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { changePublicStatusSettings } from '@/lib/ops/public-status/change-settings'
import { getPublicStatusSettings } from '@/lib/ops/public-status/get-settings'
import { publicStatusSettings } from '@/lib/ops/public-status/schema'

export const GET = route({ signedIn: true }, async ({ actor }) => json(await getPublicStatusSettings({ actor })))

export const PUT = route(
  { signedIn: true, audit: 'status.change', body: publicStatusSettings },
  async ({ actor, body }) => json(await changePublicStatusSettings({ actor, settings: body })),
)
