import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { getLog } from '@/lib/platform/log/log'
import { assertOfAdmins } from './change-channel'
import { tellChannelsChanged } from './channels-changed'
import * as repo from './repo'

/** Removes a channel; what waits for it is dropped. Errors: unauthenticated, not_found, conflict. */
export async function deleteChannel({ actor, channelId }: { actor: Actor; channelId: string }): Promise<void> {
  assertAdmin(actor)
  await assertOfAdmins(channelId)
  await repo.deleteChannel(channelId)
  getLog('alerts').info({ channelId, actorId: actor.id }, 'a channel was deleted')
  await tellChannelsChanged()
}
