import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { hourMs, minuteMs, secondMs } from '@/lib/core/time'
import { getPool } from '@/lib/platform/db/pool'
import { getAppUrl, getEnv } from '@/lib/platform/env/env'
import { getKv } from '@/lib/platform/kv/get-kv'
import { greetMailServer } from '@/lib/platform/mail/greet-mail-server'
import { isMailSetUp } from '@/lib/platform/mail/is-mail-set-up'
import { verifyMail } from '@/lib/platform/mail/verify-mail'
import { findListeningAddress } from '@/lib/platform/net/listening-address'
import { getObjectStore } from '@/lib/platform/objects/get-object-store'
import { findS3Settings } from '@/lib/platform/objects/s3-settings'
import { readOutboxBacklog } from '@/lib/platform/outbox/read-backlog'
import { readBackupState } from '../backup/backup-state'
import { computeWalLimitMs, findWalReach } from '../backup/wal/wal-reach'
import { findLatestReading } from '../monitoring/latest-readings'
import type { Check } from './check'
import { createBackupCheck } from './checks/backup'
import { createCertificateCheck } from './checks/certificate'
import { createClockCheck } from './checks/clock'
import { createDatabaseCheck } from './checks/database'
import { createDiskCheck } from './checks/disk'
import { createEdgeCheck } from './checks/edge'
import { createKvCheck } from './checks/kv'
import { createMailCheck } from './checks/mail'
import { createObjectsCheck } from './checks/objects'
import { createOutboxCheck } from './checks/outbox'
import { createSlackCheck } from './checks/slack'
import { createSyncCheck } from './checks/sync'

/** Everything that every instance has, looked at in each process. */
export function listBuiltInChecks(): Check[] {
  const env = getEnv()
  return [
    createEdgeCheck({ findAddress: findListeningAddress }),
    createSyncCheck({ findAddress: findListeningAddress }),
    createDatabaseCheck({ pool: getPool(), listMigrations, isEmbedded: isOnThisMachine(env.DATABASE_URL) }),
    createKvCheck({ kv: getKv() }),
    createObjectsCheck({ store: getObjectStore(), isOnDisk: findS3Settings(env) === null }),
    createMailCheck({ isConfigured: isMailSetUp(env), greet: greetMailServer, verify: verifyMail }),
    createSlackCheck({ isEnabled: env.ALERT_SLACK_ENABLED, webhookUrl: env.ALERT_SLACK_WEBHOOK_URL }),
    createOutboxCheck({ readBacklog: readOutboxBacklog }),
    createDiskCheck({
      findReading: () => findLatestReading('disk'),
      readEveryMs: env.MONITOR_INTERVAL_SECONDS * secondMs,
    }),
    createCertificateCheck({ appUrl: getAppUrl() }),
    createBackupCheck({
      readState: () => readBackupState(getPool()),
      backupEveryMs: env.BACKUP_INTERVAL_MINUTES * minuteMs,
      verifyEveryMs: env.BACKUP_VERIFY_HOURS * hourMs,
      log: { findReach: findWalReach, lateMs: computeWalLimitMs(env) },
    }),
    createClockCheck({ readDatabaseClock }),
  ]
}

/** Its files then lie on a disk of this machine: the embedded one does. */
const isOnThisMachine = (url: string | undefined): boolean =>
  url !== undefined && ['127.0.0.1', '[::1]', 'localhost'].includes(new URL(url).hostname)

/** Those that lie beside the running version; none where they were not shipped. */
async function listMigrations(): Promise<string[]> {
  const entries = await readdir(join(process.cwd(), 'prisma', 'migrations'), { withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
}

async function readDatabaseClock(): Promise<number> {
  const { rows } = await getPool().query<{ ms: number }>(
    'SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS ms',
  )
  return rows[0]?.ms ?? Number.NaN
}
