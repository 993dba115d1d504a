import type { ApiKey } from '@/lib/platform/db/generated/client'
import type { KeyDto } from './schema'

export const presentKey = (row: ApiKey): KeyDto => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt?.toISOString() ?? null,
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
})
