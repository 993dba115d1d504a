import { getProcessMessages } from '@/lib/platform/db/notify'

export const channelsTopic = 'alert.channels'

/** Tells every process that channels have changed. */
export const tellChannelsChanged = (): Promise<void> => getProcessMessages().publish(channelsTopic, {})
