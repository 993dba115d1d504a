import { DependencyUnavailable } from './dependency-unavailable'

/**
 * What went wrong in a few words, safe to log and to show: libraries put addresses, commands and what was sent into their
 * messages, so only codes and names are used.
 */
export function describeFault(error: unknown): string {
  if (error instanceof DependencyUnavailable) return error.reason === 'timeout' ? 'no answer in time' : 'circuit open'
  if (!(error instanceof Error)) return 'unknown'
  const { code, cause, errors } = error as Error & { code?: unknown; errors?: unknown }
  if (typeof code === 'string' && /^[A-Za-z0-9_]{1,40}$/.test(code)) return code
  const inner = cause ?? (Array.isArray(errors) ? errors[0] : undefined)
  return inner instanceof Error ? describeFault(inner) : nameOf(error)
}

/** Some libraries leave `name` as it is and tell their errors apart by class. */
const nameOf = (error: Error): string => (error.name === 'Error' ? error.constructor.name || 'Error' : error.name)
