import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { listVisibleComponents } from '@/lib/ops/health/audience/list-visible-components'

export const GET = route({ signedIn: true }, ({ actor }) => json({ items: listVisibleComponents({ actor }) }))
