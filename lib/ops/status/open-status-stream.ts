import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { AppError } from '@/lib/core/errors'
import { getStatusFeed } from './get-status-feed'
import type { LiveMessage } from './pure/live-message'
import type { BarRange } from './pure/ranges'
import type { Viewer } from './status-feed'

/** Of one person: pages that nobody looks at have closed theirs. */
const mostPerPerson = 10

/** Everything that is known now. Errors: unauthenticated, not_found. */
export function getLiveStatus({ actor }: { actor: Actor }): LiveMessage {
  assertAdmin(actor)
  return getStatusFeed().whole
}

/** The same, and from then on what changes. Errors: unauthenticated, not_found, rate_limited. */
export function openStatusStream({ actor, range }: { actor: Actor; range: BarRange }) {
  assertAdmin(actor)
  const feed = getStatusFeed()
  if (feed.countOf(actor.id) >= mostPerPerson) {
    const message = `${mostPerPerson} pages of yours watch the status already. Close one of them.`
    throw new AppError('rate_limited', message, { retryAfterSeconds: 60 })
  }
  return { join: (viewer: Pick<Viewer, 'send' | 'end'>) => feed.join({ ...viewer, userId: actor.id, range }) }
}
