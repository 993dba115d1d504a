import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { listLogLevels } from '@/lib/ops/logs/list-log-levels'

export const GET = route({ signedIn: true }, ({ actor }) => json({ items: listLogLevels({ actor }) }))
