import { setTimeout as delay } from 'node:timers/promises'
import { findCluster } from '@/lib/boot/embedded-postgres/cluster'
import { findEmbeddedUrl } from '@/lib/boot/embedded-postgres/find-embedded-url'
import { assertDatabase } from '@/lib/boot/launcher/assert-database'
import type { Check, Finding as ProbeFinding } from '@/lib/ops/health/check'
import { listBuiltInChecks } from '@/lib/ops/health/list-built-in-checks'
import { runProbe } from '@/lib/ops/health/run-probe'
import { closePool } from '@/lib/platform/db/pool'
import { provideEnv } from '@/lib/platform/env/load-env'
import type { Env } from '@/lib/platform/env/schema'
import { closeKv, getKv } from '@/lib/platform/kv/get-kv'
import { type Finding, ok, orFault, skipped } from './finding'

/** These look at the process that they run in, which is not the server. */
const ofTheServer = ['edge', 'sync', 'disk']
const needDatabase = ['database', 'outbox', 'backup', 'clock']

const fixes: Record<string, string> = {
  database: 'See the message; migrations that are missing are applied by the next start of the version that has them.',
  kv: 'Start Redis, or correct REDIS_URL or UPSTASH_REDIS_REST_URL and its token.',
  objects:
    'Correct S3_ENDPOINT, S3_REGION, the key and its secret, and what the key may do; without S3, the owner of DATA_DIR.',
  mail: 'Correct SMTP_HOST, SMTP_PORT, SMTP_USER, SMTP_PASSWORD and SMTP_TLS.',
  slack: 'Correct ALERT_SLACK_WEBHOOK_URL.',
  outbox: 'Look at the messages that were given up on /admin/status, correct the cause, and send them again.',
  certificate: 'Renew the certificate of APP_URL, or correct APP_URL.',
  backup: 'Run `npx autograph backup` and `npx autograph verify`: they say why.',
  clock: 'Synchronise the clocks of this machine and of the database (NTP).',
}

/** The database, and whatever else the health checks of the server look at, asked once from here. */
export async function lookAtServices(env: Env): Promise<Finding[]> {
  const database = await orFault('database', () => lookAtDatabase(env))
  const isThere = database.status === 'ok'
  // A pool without an address would ask for one wherever the environment points.
  if (!isThere) provideEnv({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nothing' })
  try {
    // The connection begins with the first use.
    getKv()
    await delay(env.REDIS_URL || env.UPSTASH_REDIS_REST_URL ? 1_500 : 0)
    const checks = listBuiltInChecks().filter(({ component: { id } }) => !ofTheServer.includes(id))
    const asked = checks.filter(({ component: { id } }) => isThere || !needDatabase.includes(id))
    return [database, ...(await Promise.all(asked.map(ask)))]
  } finally {
    await closeKv()
    await closePool().catch(() => {})
  }
}

async function lookAtDatabase(env: Env): Promise<Finding> {
  if (env.DATABASE_URL) {
    await assertDatabase(env.DATABASE_URL)
    return ok('database', `PostgreSQL at ${new URL(env.DATABASE_URL).host} can be used.`)
  }
  const url = findCluster(env.DATA_DIR) && findEmbeddedUrl(env.DATA_DIR)
  if (!url) return skipped('database', 'The embedded PostgreSQL does not run; it starts with AutoGraph.')
  await assertDatabase(url)
  provideEnv({ DATABASE_URL: url })
  return ok('database', 'The embedded PostgreSQL runs.')
}

const statuses = { up: 'ok', degraded: 'warning', down: 'fault', unknown: 'skipped' } as const

async function ask(check: Check): Promise<Finding> {
  const { id, name } = check.component
  const probed = await runProbe(check, AbortSignal.timeout(15_000))
  const finding: ProbeFinding = probed?.finding ?? { status: 'down', message: `${name} did not answer in time.` }
  const status = statuses[finding.status]
  const message =
    [finding.message, finding.detail].filter(Boolean).join(' ') || (status === 'skipped' ? 'not set up' : 'well')
  const fix = status === 'warning' || status === 'fault' ? fixes[id] : undefined
  return { name: id === 'database' ? 'database, in use' : id, status, message, ...(fix ? { fix } : {}) }
}
