import { findSetting } from '@/lib/platform/settings/settings'
import { defaultPublicStatus, type PublicStatusSettings, publicStatusSettings } from './schema'

export const publicStatusSetting = 'public-status'

/** What was chosen, or that the page is off. Errors: those of the database. */
export const findPublicStatusSettings = async (): Promise<PublicStatusSettings> =>
  (await findSetting(publicStatusSetting, publicStatusSettings)) ?? defaultPublicStatus
