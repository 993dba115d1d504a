import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { getDependencyMap } from '@/lib/ops/health/get-dependency-map'

export const GET = route({ signedIn: true }, ({ actor }) => json(getDependencyMap({ actor })))
