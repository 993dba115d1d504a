import { getEnv } from '../env/env'
import { getRelease } from '../env/get-release'
import { listSecrets } from '../env/list-secrets'
import { makeSecretsPattern } from '../log/redact-text'
import { count } from '../metrics/metrics'
import { remember } from '../remember'
import { getCapturedErrors } from './captured-errors'
import { computeFingerprint } from './compute-fingerprint'
import { describeError, makeSafeText } from './describe-error'
import type { ErrorContext, ErrorSource } from './error-queue'

export interface ErrorToCapture {
  error: unknown
  source?: ErrorSource
  /** Where it happened, as in the log. */
  module: string
  correlationId?: string | null
  context?: Record<string, unknown>
  atMs?: number
}

const maxContextKeys = 20
const maxContextText = 200

/**
 * Files an unexpected error for people to see: grouped with its repeats, without secrets, stored a little later. Never
 * throws and never waits. On the server, logging an error with its `err` does this already.
 */
export function captureError({ error, source = 'server', module, correlationId, context, atMs }: ErrorToCapture): void {
  try {
    count('autograph_errors_total', { source })
    const secrets = remember('errors.secrets', () => makeSecretsPattern(listSecrets(getEnv())))
    const text = describeError(error, secrets)
    const at = atMs ?? Date.now()
    getCapturedErrors().add({
      ...text,
      fingerprint: computeFingerprint({ ...text, module: source === 'browser' ? source : module }),
      source,
      module,
      context: makeSafeContext(context ?? {}, secrets),
      correlationId: correlationId ?? null,
      release: getRelease(),
      count: 1,
      firstAtMs: at,
      lastAtMs: at,
    })
  } catch {
    // Whoever met the error has enough to do with it; it is in the log.
  }
}

/** Flat facts only: what hangs on an error may hold a whole connection. */
function makeSafeContext(context: Record<string, unknown>, secrets: RegExp | null): ErrorContext {
  const safe: ErrorContext = {}
  for (const [key, value] of Object.entries(context).slice(0, maxContextKeys)) {
    const name = key.slice(0, 60)
    if (typeof value === 'number' || typeof value === 'boolean') safe[name] = value
    if (typeof value === 'string') safe[name] = hideByName(name, makeSafeText(value, maxContextText, secrets))
  }
  return safe
}

const hideByName = (name: string, value: string): string =>
  /pass|secret|token|authorization|cookie|credential|totp|api[_-]?key/i.test(name) ? '[redacted]' : value
