import { parseDomains } from '@/lib/core/parse-domains'
import type { Env } from '@/lib/platform/env/schema'
import { parseNetworks } from '@/lib/platform/net/networks'
import { type AdmissionDto, admissionKeys, type ChosenAdmission } from '../schema-admission'

/** Who is admitted to the instance. */
export type Admission = Omit<AdmissionDto, 'yourAddress'>

type Settings = Pick<Env, 'REGISTRATION' | 'REGISTRATION_DOMAINS' | 'REGISTRATION_ROLE' | 'ALLOWED_NETWORKS'>

const atFirst = { registration: 'open', domains: [], role: 'editor', networks: [] } as const

/** What the environment says holds; of the rest what an admin chose. */
export function computeAdmission(env: Settings, chosen: ChosenAdmission): Admission {
  const set = {
    registration: env.REGISTRATION,
    domains: env.REGISTRATION_DOMAINS === undefined ? undefined : (parseDomains(env.REGISTRATION_DOMAINS) ?? []),
    role: env.REGISTRATION_ROLE,
    networks: env.ALLOWED_NETWORKS === undefined ? undefined : (parseNetworks(env.ALLOWED_NETWORKS) ?? []),
  }
  return {
    registration: set.registration ?? chosen.registration ?? atFirst.registration,
    domains: set.domains ?? chosen.domains ?? [...atFirst.domains],
    role: set.role ?? chosen.role ?? atFirst.role,
    networks: set.networks ?? chosen.networks ?? [...atFirst.networks],
    fixed: admissionKeys.filter((key) => set[key] !== undefined),
  }
}
