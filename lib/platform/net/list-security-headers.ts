import { dataPolicy, securityHeaders } from '@/lib/core/security-headers.mjs'
import { getAppUrl } from '../env/env'
import { remember } from '../remember'

/** Two years, for this host alone: what else lives below its domain may not speak HTTPS. */
const strictTransport = 'max-age=63072000'

/** The headers of every answer, and the policy of those that choose none. Browsers are told to stay on HTTPS where people use it. */
export const listSecurityHeaders = (): readonly (readonly [name: string, value: string])[] =>
  remember('net.security-headers', () =>
    Object.entries({
      ...securityHeaders,
      'content-security-policy': dataPolicy,
      ...(getAppUrl().startsWith('https:') ? { 'strict-transport-security': strictTransport } : {}),
    }),
  )
