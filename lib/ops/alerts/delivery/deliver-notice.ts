import { z } from 'zod'
import { getLog } from '@/lib/platform/log/log'
import { OutboxFault } from '@/lib/platform/outbox/outbox-fault'
import type { EffectContext } from '@/lib/platform/outbox/run-effect'
import { DependencyUnavailable } from '@/lib/platform/resilience/dependency-unavailable'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import type { AlertNotice } from '../notice'
import { findLaterDelivery, isDelivered, type Outcome, storeOutcome } from './deliveries'
import { getDirectDeliveries } from './direct-deliveries'
import { listChannels } from './list-channels'
import { storedNotice } from './notice-schema'
import { postNotice } from './post-notice'
import { storeState } from './repo'

const payloadSchema = z.object({ channelId: z.string(), notice: storedNotice })

/** The outbox's handler of notices: one notice through one channel. */
export async function deliverNotice(payload: unknown, context: EffectContext): Promise<void> {
  const { channelId, notice } = payloadSchema.parse(payload)
  const channel = (await listChannels()).find(({ id }) => id === channelId)
  const drop = (answer: string) => storeOutcome({ noticeId: notice.id, channelId, status: 'dropped', answer })
  if (!channel) return drop('the channel is gone')
  if (!channel.enabled) return drop('the channel is switched off')
  if (await isDelivered({ noticeId: notice.id, channelId })) return
  // Nobody shall read that something is down after they have read that it is up.
  if (await findLaterDelivery({ channelId, notice })) return drop('a later notice was delivered before it')
  const { signal, key } = context
  const direct = getDirectDeliveries().get(key)
  if (direct) return takeNote({ channelId, notice, status: 'delivered', answer: direct.answer })
  try {
    const answer = await postNotice({ settings: channel.settings, notice, key, signal })
    await takeNote({ channelId, notice, status: 'delivered', answer })
  } catch (error) {
    const answer = error instanceof OutboxFault ? error.message : describeFault(error)
    const isAsked = !(error instanceof DependencyUnavailable && error.reason === 'open')
    if (isAsked) await takeNote({ channelId, notice, status: context.isLast ? 'dead' : 'waiting', answer })
    throw error
  }
}

interface Note {
  channelId: string
  notice: AlertNotice
  status: Outcome['status']
  answer: string
}

/** What was delivered was delivered, whether it can be written down or not. */
async function takeNote({ channelId, notice, status, answer }: Note): Promise<void> {
  try {
    await storeState({ channelId, isDelivered: status === 'delivered', answer })
    await storeOutcome({ noticeId: notice.id, channelId, status, answer })
  } catch (error) {
    getLog('alerts').warn({ reason: describeFault(error), channelId }, 'how a delivery went could not be stored')
  }
}
