import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { AppError } from '@/lib/core/errors'
import { recordAudit } from '@/lib/platform/audit/record-audit'
import { getProcessMessages } from '@/lib/platform/db/notify'
import { getEnv } from '@/lib/platform/env/env'
import { isInNetworks, normalizeNetwork, presentClient } from '@/lib/platform/net/networks'
import { changeSetting } from '@/lib/platform/settings/settings'
import { requireStepUp } from '../require-step-up'
import {
  type AdmissionDto,
  type AdmissionKey,
  admissionKeys,
  type ChosenAdmission,
  chosenAdmission,
} from '../schema-admission'
import { admissionSetting, admissionTopic, doubtAdmission } from './chosen-admission'
import { type Admission, computeAdmission } from './compute-admission'

interface Change {
  actor: Actor
  /** Where they are, as limits count it. */
  address: string | null
  change: ChosenAdmission
}

const settings: Record<AdmissionKey, string> = {
  registration: 'REGISTRATION',
  domains: 'REGISTRATION_DOMAINS',
  role: 'REGISTRATION_ROLE',
  networks: 'ALLOWED_NETWORKS',
}

/**
 * Chooses who is admitted to the instance, in every process and at once. For admins with a fresh proof of who they are. Errors:
 * unauthenticated, not_found, forbidden, conflict for what the environment sets, invalid_input for a network that is none and
 * for networks that leave out the one that asks.
 */
export async function changeAdmission({ actor: asking, address, change }: Change): Promise<AdmissionDto> {
  assertAdmin(asking)
  const actor = await requireStepUp(asking)
  assertNotFixed(change)
  const wanted = normalize(change)
  if (wanted.networks) assertStaysIn(wanted.networks, address)
  const admission = await changeSetting(admissionSetting, chosenAdmission, async (tx, before) => {
    const value = { ...before, ...wanted }
    const [from, to] = [computeAdmission(getEnv(), before ?? {}), computeAdmission(getEnv(), value)]
    const facts = describeChange(from, to)
    return {
      value,
      changedById: actor.id,
      result: to,
      also: () => recordAudit(tx, { actor, action: 'admission.change', facts }),
    }
  })
  doubtAdmission()
  await getProcessMessages().publish(admissionTopic, {})
  return { ...admission, yourAddress: presentClient(address) }
}

function assertNotFixed(change: ChosenAdmission): void {
  const { fixed } = computeAdmission(getEnv(), {})
  const [key] = fixed.filter((one) => change[one] !== undefined)
  if (!key) return
  const message = `${settings[key]} sets this in the environment. Nothing was changed. Change it there, or remove it there.`
  throw new AppError('conflict', message, { errors: [{ path: key, code: 'fixed', message }] })
}

function normalize({ networks, domains, ...change }: ChosenAdmission): ChosenAdmission {
  return {
    ...change,
    ...(domains ? { domains: [...new Set(domains)] } : {}),
    ...(networks ? { networks: [...new Set(networks.map(toNetwork))] } : {}),
  }
}

function toNetwork(word: string): string {
  const network = normalizeNetwork(word)
  if (network) return network
  throw badNetworks(
    `${word} is no network. Write it as 10.0.0.0/8, 203.0.113.7 or 2001:db8::/32; with IPv6 /64 or wider.`,
  )
}

/** Nobody saws off the branch they sit on. */
function assertStaysIn(networks: readonly string[], address: string | null): void {
  if (networks.length === 0 || isInNetworks(address, networks)) return
  const shown = presentClient(address)
  throw badNetworks(
    shown === null
      ? 'The server cannot tell where you are, so this would lock you out. Nothing was changed. Set TRUSTED_PROXIES first.'
      : `You are at ${shown}, which is in none of these. Nothing was changed, since this would lock you out.`,
  )
}

const badNetworks = (message: string) =>
  new AppError('invalid_input', message, { errors: [{ path: 'networks', code: 'network', message }] })

/** What was and what is, of what differs. */
function describeChange(from: Admission, to: Admission): Record<string, string> {
  const changed = admissionKeys.filter((key) => String(from[key]) !== String(to[key]))
  return Object.fromEntries(
    changed.flatMap((key) => [
      [`${key}From`, String(from[key]) || 'all'],
      [key, String(to[key]) || 'all'],
    ]),
  )
}
