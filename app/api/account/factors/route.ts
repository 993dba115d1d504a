import { getFactors } from '@/lib/features/auth/factors/get-factors'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const GET = route({ signedIn: true }, async ({ actor }) => json(await getFactors({ actor })))
