import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { collectGarbage } from '@/lib/ops/diagnostics/make-load'

export const POST = route({ signedIn: true }, ({ actor }) => json(collectGarbage({ actor })))
