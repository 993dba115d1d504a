import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { getCpuDiagnostics } from '@/lib/ops/diagnostics/get-diagnostics'

export const GET = route({ signedIn: true }, async ({ actor }) => json(await getCpuDiagnostics({ actor })))
