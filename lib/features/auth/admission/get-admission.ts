import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { getEnv } from '@/lib/platform/env/env'
import { presentClient } from '@/lib/platform/net/networks'
import type { AdmissionDto } from '../schema-admission'
import { getChosenAdmission } from './chosen-admission'
import { type Admission, computeAdmission } from './compute-admission'

/** Who is admitted to the instance now. Errors: those of the database. */
export const getAdmission = async (): Promise<Admission> => computeAdmission(getEnv(), await getChosenAdmission())

/** The same for the admin who may change it. Errors: unauthenticated, not_found. */
export async function showAdmission({
  actor,
  address,
}: {
  actor: Actor
  address: string | null
}): Promise<AdmissionDto> {
  assertAdmin(actor)
  return { ...(await getAdmission()), yourAddress: presentClient(address) }
}
