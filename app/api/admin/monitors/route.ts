import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { listReadings } from '@/lib/ops/monitoring/list-readings'

export const GET = route({ signedIn: true }, ({ actor }) => json({ items: listReadings({ actor }) }))
