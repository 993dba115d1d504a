import { findPublicStatusSettings } from '@/lib/ops/public-status/find-settings'
import { findSetting } from '@/lib/platform/settings/settings'
import { adminsOnly, type ComponentAudience } from '../policy'
import { componentAudience } from './schema'

export const audienceSetting = 'components.audience'
/** Tells every process that it was changed. */
export const audienceTopic = 'components.audience'

/** Errors: those of the database. */
export async function readAudience(): Promise<ComponentAudience> {
  const [chosen, page] = await Promise.all([
    findSetting(audienceSetting, componentAudience),
    findPublicStatusSettings(),
  ])
  return { signedIn: chosen?.signedIn ?? adminsOnly.signedIn, public: page.enabled ? page.components : [] }
}
