import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findEmbeddedUrl } from '@/lib/boot/embedded-postgres/find-embedded-url'
import { startEmbeddedPostgres } from '@/lib/boot/embedded-postgres/start-embedded-postgres'
import { BackupError } from '@/lib/ops/backup/backup-error'
import { noteFault, noteVerified } from '@/lib/ops/backup/backup-state'
import { verifyBackup } from '@/lib/ops/backup/verify-backup'
import type { Run } from './command'
import { formatCount, formatSeconds } from './format'
import { lowerPriority } from './lower-priority'
import { openSettings } from './open-instance'
import { getNamed, openSource, readOwnMigrations } from './open-source'
import { startProgressBar } from './progress-bar'

export const verify: Run = async (call) => {
  if (call.values.background) lowerPriority(15)
  const startedAtMs = performance.now()
  const env = openSettings(call.root)
  const vault = await openSource(env, call)
  const manifest = await getNamed(vault, call)
  const migrations = await readOwnMigrations(call.root)
  const bar = startProgressBar(process.stderr)
  const instanceUrl = env.DATABASE_URL ?? findEmbeddedUrl(env.DATA_DIR)
  const verified = await withScratchDatabase((scratchUrl) =>
    verifyBackup({ vault, manifest, migrations, scratchUrl, onProgress: bar.show }),
  )
    .catch(async (error) => {
      if (instanceUrl && error instanceof BackupError) await noteFault(instanceUrl, 'verify', error.message)
      throw error
    })
    .finally(bar.end)
  // The instance shows when a backup was last proven; where none runs, it is enough to know it here.
  if (instanceUrl) await noteVerified(instanceUrl, manifest.id).catch(() => {})
  const { rows, objects, files } = verified
  console.log(
    `Backup ${manifest.id} is good: ${formatCount(rows)} rows and ${formatCount(objects)} objects restored aside and compared, ${formatCount(files)} files looked at, in ${formatSeconds(performance.now() - startedAtMs)}.`,
  )
  return 0
}

/** A PostgreSQL of its own, so that the one that people use neither notices nor needs to allow new databases. */
async function withScratchDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'autograph-verify-'))
  const stops: (() => Promise<void>)[] = [() => rm(dataDir, { recursive: true, force: true })]
  const stopAll = async () => {
    for (const stop of stops) await stop()
  }
  let cleaning: Promise<void> | undefined
  const cleanUp = () => {
    cleaning ??= stopAll()
    return cleaning
  }
  // It is a program of its own, which nothing else would end.
  const onSignal = () => void cleanUp().finally(() => process.exit(1))
  for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(name, onSignal)
  try {
    const postgres = await startEmbeddedPostgres({ dataDir, maxConnections: 10 })
    stops.unshift(() => postgres.stop())
    return await work(postgres.url)
  } finally {
    await cleanUp()
  }
}
