import { renewBackupCodes } from '@/lib/features/auth/factors/change-factor'
import { secretJson } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const POST = route({ signedIn: true }, async ({ actor }) => secretJson(await renewBackupCodes({ actor })))
