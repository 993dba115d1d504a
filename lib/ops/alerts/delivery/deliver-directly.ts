import { secondMs } from '@/lib/core/time'
import { getLog } from '@/lib/platform/log/log'
import { OutboxFault } from '@/lib/platform/outbox/outbox-fault'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import type { AlertNotice } from '../notice'
import type { Channel } from './channel'
import { deliveryKey, getDirectDeliveries } from './direct-deliveries'
import { listKnownChannels } from './list-channels'
import { postNotice } from './post-notice'
import { selectAlerts } from './select-alerts'

const timeoutMs = 20 * secondMs

export interface DirectDelivery {
  channelId: string
  isDelivered: boolean
  /** What the other side answered, or why it could not be asked. */
  answer: string
}

/**
 * Sends a notice at once through the channels as they were last known: for when the database is down and the outbox with
 * it. What is delivered is remembered, so that neither the same notice again nor its `enqueueNotice` afterwards tells it
 * twice. Never rejects.
 */
export async function deliverDirectly(notice: AlertNotice): Promise<DirectDelivery[]> {
  const deliveries = listKnownChannels().map(async (channel) => {
    const selected = selectAlerts(channel, notice)
    return selected ? [await deliver(channel, selected)] : []
  })
  return (await Promise.all(deliveries)).flat()
}

async function deliver({ id: channelId, settings }: Channel, notice: AlertNotice): Promise<DirectDelivery> {
  const key = deliveryKey(notice.id, channelId)
  const known = getDirectDeliveries().get(key)
  if (known) return { channelId, isDelivered: true, answer: known.answer }
  try {
    const answer = await postNotice({ settings, notice, key, signal: AbortSignal.timeout(timeoutMs) })
    getDirectDeliveries().set(key, { answer, at: new Date() })
    return { channelId, isDelivered: true, answer }
  } catch (error) {
    const answer = error instanceof OutboxFault ? error.message : describeFault(error)
    getLog('alerts').warn({ channelId, noticeId: notice.id, answer }, 'a notice could not be delivered directly')
    return { channelId, isDelivered: false, answer }
  }
}
