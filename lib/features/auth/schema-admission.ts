import { z } from 'zod'
import { parseDomains } from '@/lib/core/parse-domains'

export const registrations = ['open', 'invite', 'closed'] as const
export const newcomerRoles = ['editor', 'viewer'] as const
const most = 100

const registration = z
  .enum(registrations)
  .describe('Who may create an account: everybody, whom an admin or a team invites, or whom an admin invites.')
const role = z.enum(newcomerRoles).describe('What those are who register.')
const domain = z
  .string()
  .trim()
  .toLowerCase()
  .refine((text) => parseDomains(text)?.length === 1, 'Write a domain such as example.org.')
const domains = z
  .array(domain)
  .max(most)
  .describe('Domains of e-mail addresses that may register, come by a team or be changed to; none stands for all.')
const networks = z
  .array(z.string().trim().min(1).max(60))
  .max(most)
  .describe('Addresses and networks from which the instance can be used, of IPv6 /64 or wider; none stands for all.')

/** What admins choose; what was never chosen is left out. */
export const chosenAdmission = z.object({ registration, domains, role, networks }).partial()
export type ChosenAdmission = z.infer<typeof chosenAdmission>

export const changeAdmissionInput = chosenAdmission.refine((change) => Object.keys(change).length > 0, {
  error: 'Say what to change.',
})

export const admissionKeys = ['registration', 'domains', 'role', 'networks'] as const
export type AdmissionKey = (typeof admissionKeys)[number]

export const admissionDto = z.object({
  registration,
  domains,
  role,
  networks,
  fixed: z.array(z.enum(admissionKeys)).describe('What the environment sets, which nobody can change here.'),
  yourAddress: z
    .string()
    .nullable()
    .describe('Where this request comes from, as the networks see it; null when the server cannot tell.'),
})
export type AdmissionDto = z.infer<typeof admissionDto>
