import type { Prisma } from '@/lib/platform/db/generated/client'
import { getEnv } from '@/lib/platform/env/env'
import { remember } from '@/lib/platform/remember'
import { type Severity, severities } from '../notice'
import type { Channel } from './channel'
import { openSettings } from './channel-settings-seal'
import { listEnvironmentChannels } from './list-environment-channels'
import { type ChannelRow, listChannelRows } from './repo'
import { channelKinds } from './schema'

const memory = () => remember('alerts.channels', () => ({ ofAdmins: [] as Channel[] }))

/** Every channel: those of the settings first, then those that admins have made. */
export async function listChannels(tx?: Prisma.TransactionClient): Promise<Channel[]> {
  const ofAdmins = (await listChannelRows(tx)).map(toChannel)
  memory().ofAdmins = ofAdmins
  return [...listEnvironmentChannels(getEnv()), ...ofAdmins]
}

/** The same as it was last read: for when the database is down. */
export const listKnownChannels = (): Channel[] => [...listEnvironmentChannels(getEnv()), ...memory().ofAdmins]

export function toChannel(row: ChannelRow): Channel {
  const { id, name, enabled } = row
  return {
    id,
    name,
    enabled,
    kind: channelKinds.find((kind) => kind === row.kind) ?? 'webhook',
    origin: 'admin',
    settings: openSettings(row.sealedSettings),
    minimumSeverity: severities.find((severity): severity is Severity => severity === row.minimumSeverity) ?? 'info',
  }
}
