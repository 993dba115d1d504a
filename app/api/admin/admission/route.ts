import { changeAdmission } from '@/lib/features/auth/admission/change-admission'
import { showAdmission } from '@/lib/features/auth/admission/get-admission'
import { changeAdmissionInput } from '@/lib/features/auth/schema-admission'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const GET = route({ signedIn: true }, async ({ actor, address }) =>
  json(await showAdmission({ actor, address })),
)

export const PATCH = route({ signedIn: true, body: changeAdmissionInput }, async ({ actor, address, body }) =>
  json(await changeAdmission({ actor, address, change: body })),
)
