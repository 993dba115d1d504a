import type { Actor } from '@/lib/core/actor'
import { respondWithEvents } from '@/lib/http/event-stream'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { watchActor } from '@/lib/http/watch-actor'
import { getLiveStatus, openStatusStream } from '@/lib/ops/status/open-status-stream'
import { barRanges } from '@/lib/ops/status/pure/ranges'
import { liveStatusQuery } from '@/lib/ops/status/schema'

/**
 * `GET /api/admin/status`: how the server is now, and to whoever accepts `text/event-stream` what changes, until they leave or
 * may not know any more.
 */
export const watchStatus = route({ signedIn: true, query: liveStatusQuery }, ({ request, actor, address, query }) => {
  if (!request.headers.get('accept')?.includes('text/event-stream')) return json(getLiveStatus({ actor }))
  const range = barRanges.find((one) => one.range === query.uptime) ?? barRanges[0]
  const { join } = openStatusStream({ actor, range })
  return respondWithEvents((sink) => {
    const leave = join(sink)
    const stopWatching =
      actor.type === 'user' ? watchActor(actor, { address, mayStay: isAdmin, onLeave: () => sink.end() }) : () => {}
    return () => {
      stopWatching()
      leave()
    }
  })
})

const isAdmin = (actor: Actor): boolean => actor.type === 'user' && actor.role === 'admin'
