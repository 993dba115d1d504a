import type { UserActor } from '@/lib/core/actor'
import type { SessionId } from '@/lib/core/ids'
import { describeDevice } from './pure/describe-device'
import type { AccountDto, AccountSessionDto } from './schema'

export const presentAccount = ({ id, email, name, role }: UserActor): AccountDto => ({ id, email, name, role })

interface SessionRow {
  id: string
  userAgent: string
  createdAt: Date
  lastSeenAt: Date
}

export const presentSession = (session: SessionRow, currentId: SessionId): AccountSessionDto => ({
  id: session.id as SessionId,
  current: session.id === currentId,
  device: describeDevice(session.userAgent),
  createdAt: session.createdAt.toISOString(),
  lastSeenAt: session.lastSeenAt.toISOString(),
})
