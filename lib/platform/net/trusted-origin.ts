import { getAppUrl, getEnv } from '../env/env'
import { remember } from '../remember'
import { parseOrigins } from './parse-origins'

/** Whose pages may read our answers: `*` everybody's, but never with cookies. */
export const getCorsOrigins = (): '*' | readonly string[] =>
  remember('net.cors-origins', () => parseOrigins(getEnv().CORS_ORIGINS ?? '') ?? [])

/** Whether a page of this origin acts for the person whose cookies it sends: it is ours, or one that CORS_ORIGINS names. */
export function isTrustedOrigin(origin: string, host: string | null | undefined): boolean {
  if (!URL.canParse(origin)) return false
  const from = new URL(origin)
  if (from.host === host || from.origin === new URL(getAppUrl()).origin) return true
  const allowed = getCorsOrigins()
  return allowed !== '*' && allowed.includes(from.origin)
}
