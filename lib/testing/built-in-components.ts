import { derivedComponents } from '@/lib/ops/health/built-in-components'
import type { Component } from '@/lib/ops/health/check'
import { createBackupCheck } from '@/lib/ops/health/checks/backup'
import { createCertificateCheck } from '@/lib/ops/health/checks/certificate'
import { createClockCheck } from '@/lib/ops/health/checks/clock'
import { createDatabaseCheck } from '@/lib/ops/health/checks/database'
import { createDiskCheck } from '@/lib/ops/health/checks/disk'
import { createEdgeCheck } from '@/lib/ops/health/checks/edge'
import { createKvCheck } from '@/lib/ops/health/checks/kv'
import { createMailCheck } from '@/lib/ops/health/checks/mail'
import { createObjectsCheck } from '@/lib/ops/health/checks/objects'
import { createOutboxCheck } from '@/lib/ops/health/checks/outbox'
import { createSlackCheck } from '@/lib/ops/health/checks/slack'
import { createSyncCheck } from '@/lib/ops/health/checks/sync'

const never = () => new Promise<never>(() => {})

/** What every instance declares, without anything to look at. */
export function listBuiltInComponents(): Component[] {
  const pool = { query: never, totalCount: 0, idleCount: 0, waitingCount: 0, options: { max: 1 } }
  const health = () => ({
    driver: 'memory' as const,
    status: 'up' as const,
    sinceMs: 0,
    lastError: null,
    connections: 0,
  })
  const checks = [
    createEdgeCheck({ findAddress: () => null }),
    createSyncCheck({ findAddress: () => null }),
    createDatabaseCheck({ pool, listMigrations: never, isEmbedded: true }),
    createKvCheck({ kv: { get: never, set: never, health } }),
    createObjectsCheck({ store: { put: never, get: never, head: never, delete: never }, isOnDisk: true }),
    createMailCheck({ isConfigured: true, greet: never, verify: never }),
    createSlackCheck({ isEnabled: false, webhookUrl: undefined }),
    createOutboxCheck({ readBacklog: never }),
    createDiskCheck({ findReading: () => null, readEveryMs: 1 }),
    createCertificateCheck({ appUrl: 'https://draw.example.org' }),
    createBackupCheck({ readState: never, backupEveryMs: 0, verifyEveryMs: 0 }),
    createClockCheck({ readDatabaseClock: never }),
  ]
  return [...checks.map(({ component }) => component), ...derivedComponents]
}
