import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { getProcessMessages } from '@/lib/platform/db/notify'
import { getLog } from '@/lib/platform/log/log'
import { storeSetting } from '@/lib/platform/settings/settings'
import { publicStatusSetting } from './find-settings'
import { publicStatusChanged } from './public-status-changed'
import type { PublicStatusSettings } from './schema'

interface ChangeSettings {
  actor: Actor
  settings: PublicStatusSettings
}

/** What the public sees, in every process and at once. Errors: unauthenticated, not_found. */
export async function changePublicStatusSettings({ actor, settings }: ChangeSettings): Promise<PublicStatusSettings> {
  assertAdmin(actor)
  await storeSetting(publicStatusSetting, { value: settings, changedById: actor.id })
  const { enabled, components } = settings
  getLog('health').info(
    { actorId: actor.id, enabled, components: components.map(({ id }) => id) },
    'an admin changed the public status page',
  )
  await getProcessMessages().publish(publicStatusChanged, {})
  return settings
}
