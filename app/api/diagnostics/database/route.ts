import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { getDatabaseDiagnostics } from '@/lib/ops/diagnostics/get-diagnostics'

export const GET = route({ signedIn: true }, ({ actor }) => json(getDatabaseDiagnostics({ actor })))
