import { forwardToSentry } from '@/lib/ops/errors/forward-to-sentry'
import { parseSentryDsn } from '@/lib/ops/errors/sentry-dsn'
import type { CapturedError } from '@/lib/platform/errors/error-queue'

/** Nothing leaves this server without an address to send it to. */
export function makeErrorForward(
  dsn: string | undefined,
): ((errors: readonly CapturedError[]) => Promise<void>) | undefined {
  const target = dsn === undefined ? null : parseSentryDsn(dsn)
  return target ? (errors) => forwardToSentry(errors, target) : undefined
}
