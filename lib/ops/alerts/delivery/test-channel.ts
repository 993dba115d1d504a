import type { Actor, UserActor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { notFound } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { secondMs } from '@/lib/core/time'
import { getAppUrl } from '@/lib/platform/env/env'
import { OutboxFault } from '@/lib/platform/outbox/outbox-fault'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import type { AlertNotice } from '../notice'
import { deliveryKey } from './direct-deliveries'
import { listChannels } from './list-channels'
import { postNotice } from './post-notice'
import { storeState } from './repo'
import type { ChannelTestDto } from './schema'

/** Below the time that a request may take. */
const timeoutMs = 20 * secondMs

/** Sends a test notice at once and tells what the other side answered. Errors: unauthenticated, not_found. */
export async function testChannel({ actor, channelId }: { actor: Actor; channelId: string }): Promise<ChannelTestDto> {
  assertAdmin(actor)
  const channel = (await listChannels()).find(({ id }) => id === channelId)
  if (!channel) throw notFound('channel')
  const notice = makeTestNotice(actor)
  const startedAtMs = performance.now()
  const tell = async (delivered: boolean, answer: string): Promise<ChannelTestDto> => {
    const durationMs = Math.round(performance.now() - startedAtMs)
    await storeState({ channelId, isDelivered: delivered, answer })
    return { delivered, answer, durationMs }
  }
  try {
    const key = deliveryKey(notice.id, channelId)
    const { settings } = channel
    return await tell(true, await postNotice({ settings, notice, key, signal: AbortSignal.timeout(timeoutMs) }))
  } catch (error) {
    return tell(false, error instanceof OutboxFault ? error.message : describeFault(error))
  }
}

function makeTestNotice({ name }: UserActor): AlertNotice {
  const at = new Date().toISOString()
  return {
    id: newId(),
    kind: 'test',
    at,
    alerts: [
      {
        alertId: 'test',
        name: 'Test of this channel',
        type: 'test',
        serviceId: 'test',
        serviceName: 'Test of this channel',
        severity: 'info',
        status: 'active',
        triggeredAt: at,
        resolvedAt: null,
        acknowledgedAt: null,
        escalationCount: 0,
        durationSeconds: 0,
        message: `${name} asked for this message. Alerts arrive here from now on; nothing is wrong.`,
        url: `${getAppUrl()}/admin/status`,
        affects: [],
      },
    ],
  }
}
