import type { CapturedError } from '@/lib/platform/errors/error-queue'
import { getGuard } from '@/lib/platform/resilience/get-guard'
import type { SentryTarget } from './sentry-dsn'

/** One flush sends at most so many; the rest is in our own list. */
const mostAtOnce = 20

/**
 * Sends errors to Sentry, one envelope each, without anything that is not in our own list. Errors:
 * DependencyUnavailable, and whatever the network says.
 */
export async function forwardToSentry(errors: readonly CapturedError[], target: SentryTarget): Promise<void> {
  for (const error of errors.slice(0, mostAtOnce)) {
    await getGuard('sentry').run(async (signal) => {
      const response = await fetch(target.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-sentry-envelope',
          'x-sentry-auth': `Sentry sentry_version=7, sentry_client=autograph/1, sentry_key=${target.publicKey}`,
        },
        body: makeEnvelope(error),
        redirect: 'error',
        signal,
      })
      await response.body?.cancel()
      if (!response.ok) throw new Error(`Sentry answered ${response.status}`)
    })
  }
}

/** https://develop.sentry.dev/sdk/data-model/envelopes/: header, item header and event, one line of JSON each. */
export function makeEnvelope(error: CapturedError, eventId = crypto.randomUUID().replaceAll('-', '')): string {
  const event = {
    event_id: eventId,
    timestamp: error.lastAtMs / 1_000,
    platform: error.source === 'browser' ? 'javascript' : 'node',
    level: 'error',
    logger: error.module,
    release: `autograph@${error.release}`,
    fingerprint: [error.fingerprint],
    exception: { values: [{ type: error.name, value: error.message }] },
    tags: {
      source: error.source,
      module: error.module,
      ...(error.correlationId ? { correlation_id: error.correlationId } : {}),
    },
    extra: { ...error.context, count: error.count, stack: error.stack },
  }
  return `${[{ event_id: eventId, sent_at: new Date(error.lastAtMs).toISOString() }, { type: 'event' }, event]
    .map((line) => JSON.stringify(line))
    .join('\n')}\n`
}
