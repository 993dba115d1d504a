import { secondMs } from '@/lib/core/time'
import { getDb } from '@/lib/platform/db/prisma'
import { getLog } from '@/lib/platform/log/log'
import { OutboxFault } from '@/lib/platform/outbox/outbox-fault'
import { remember } from '@/lib/platform/remember'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import type { AlertNotice } from '../notice'
import type { Channel } from './channel'
import { deliveryKey, getDirectDeliveries } from './direct-deliveries'
import { enqueueNotice } from './enqueue-notice'
import { listKnownChannels } from './list-channels'
import { postNotice } from './post-notice'
import { selectAlerts } from './select-alerts'

const timeoutMs = 20 * secondMs
const mostUnrecorded = 1_000

const getUnrecorded = () => remember('alerts.directNotices', () => new Map<string, AlertNotice>())

/**
 * Sends a notice at once through the channels as they were last known: for when the database is down and the outbox with
 * it. When that is back, what was delivered is written down and the channels that failed are tried again; neither the same
 * notice again nor its `enqueueNotice` tells it twice. Rejects when there are channels and none took it.
 */
export async function deliverDirectly(notice: AlertNotice): Promise<void> {
  const posts = listKnownChannels().flatMap((channel) => {
    const selected = selectAlerts(channel, notice)
    return selected ? [post(channel, selected)] : []
  })
  const isDelivered = await Promise.all(posts)
  if (posts.length > 0 && !isDelivered.includes(true)) throw new OutboxFault('no channel took the notice')
  if (posts.length > 0 && getUnrecorded().size < mostUnrecorded) getUnrecorded().set(notice.id, notice)
}

async function post({ id: channelId, settings }: Channel, notice: AlertNotice): Promise<boolean> {
  const key = deliveryKey(notice.id, channelId)
  if (getDirectDeliveries().has(key)) return true
  try {
    const answer = await postNotice({ settings, notice, key, signal: AbortSignal.timeout(timeoutMs) })
    getDirectDeliveries().set(key, { answer, at: new Date() })
    return true
  } catch (error) {
    const reason = error instanceof OutboxFault ? error.message : describeFault(error)
    getLog('alerts').warn({ channelId, noticeId: notice.id, reason }, 'a notice could not be delivered directly')
    return false
  }
}

/** Writes down what was delivered directly, and sends it through the channels that failed. Rejects while it cannot. */
export async function recordDirectNotices(): Promise<void> {
  for (const [id, notice] of getUnrecorded()) {
    await getDb().$transaction((tx) => enqueueNotice(tx, notice))
    getUnrecorded().delete(id)
  }
}
