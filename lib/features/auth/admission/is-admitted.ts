import { AppError } from '@/lib/core/errors'
import { getEnv } from '@/lib/platform/env/env'
import { isInNetworks } from '@/lib/platform/net/networks'
import { findKnownChoice } from './chosen-admission'
import { type Admission, computeAdmission } from './compute-admission'
import { getAdmission } from './get-admission'

const admits = ({ networks }: Pick<Admission, 'networks'>, address: string | null): boolean =>
  networks.length === 0 || isInNetworks(address, networks)

/** Whether the instance can be used from there; an address is written as limits count it. */
export async function isAdmitted(address: string | null): Promise<boolean> {
  // What the environment says needs no database.
  if (getEnv().ALLOWED_NETWORKS !== undefined) return isKnownAdmitted(address)
  return admits(await getAdmission(), address)
}

/** The same by what this process knows without asking: true while it knows nothing, since whoever is let in is asked again. */
export const isKnownAdmitted = (address: string | null): boolean =>
  admits(computeAdmission(getEnv(), findKnownChoice() ?? {}), address)

export const notAdmitted = () =>
  new AppError('forbidden', 'This AutoGraph cannot be used from your network. Ask whoever runs it to allow it.')

/** Errors: forbidden. */
export async function assertAdmitted(address: string | null): Promise<void> {
  if (!(await isAdmitted(address))) throw notAdmitted()
}
