import { findSetting } from '@/lib/platform/settings/settings'
import { adminsOnly, type ComponentAudience } from '../policy'
import { componentAudience } from './schema'

export const audienceSetting = 'components.audience'
/** Tells every process that it was changed. */
export const audienceTopic = 'components.audience'

export const readAudience = async (): Promise<ComponentAudience> =>
  (await findSetting(audienceSetting, componentAudience)) ?? adminsOnly
