import { join } from 'node:path'
import { writeSecretFile } from '@/lib/boot/durable-file'
import { outdateClients } from '@/lib/features/documents/outdate-clients'
import { assertMayReplace } from '@/lib/ops/backup/assert-may-replace'
import { fingerprintSecret } from '@/lib/ops/backup/make-backup'
import { countRows, type Manifest } from '@/lib/ops/backup/manifest'
import { listBackupIds, parseBackupTime, readManifest } from '@/lib/ops/backup/manifests'
import { restoreDatabase } from '@/lib/ops/backup/restore-database'
import { restoreObjects } from '@/lib/ops/backup/restore-objects'
import type { Vault } from '@/lib/ops/backup/vault'
import { openArchive } from '@/lib/ops/backup/wal/open-archive'
import { getAppUrl } from '@/lib/platform/env/env'
import type { Env } from '@/lib/platform/env/schema'
import { getObjectStore } from '@/lib/platform/objects/get-object-store'
import { type Call, CommandError, type Run } from './command'
import { formatCount, formatSeconds } from './format'
import { findAuthSecret, openInstance, openSettings, openStopped } from './open-instance'
import { getNamed, openSource, readOwnMigrations } from './open-source'
import { parseMoment } from './parse-moment'
import { startProgressBar } from './progress-bar'
import { restoreDiagram } from './restore-diagram'
import { findLatest, restoreMoment } from './restore-moment'

export const restore: Run = async (call) => {
  const startedAtMs = performance.now()
  const env = openSettings(call.root)
  if (typeof call.values.at === 'string') return restoreAt(call, { env, text: call.values.at })
  const vault = await openSource(env, call)
  const manifest = await getNamed(vault, call)
  if (typeof call.values.diagram === 'string')
    return restoreOne(call, { env, vault, manifest, diagramId: call.values.diagram })
  const migrations = await readOwnMigrations(call.root)
  const instance = env.DATABASE_URL ? await openInstance(env) : await openStopped(env)
  const bar = startProgressBar(process.stderr)
  try {
    await assertMayReplace(instance.url, { replace: call.values.replace === true })
    await restoreObjects({ vault, manifest, objects: getObjectStore(), onProgress: bar.show })
    const options = { vault, manifest, migrations, onProgress: bar.show, finish: outdateClients }
    await restoreDatabase({ ...options, url: instance.url })
  } finally {
    bar.end()
    await instance.close()
  }
  console.log(
    `Backup ${manifest.id} is restored: everything acknowledged before ${manifest.snapshotAt}, ${formatCount(countRows(manifest))} rows and ${formatCount(manifest.objects.length)} objects, in ${formatSeconds(performance.now() - startedAtMs)}.`,
  )
  console.log(keepSecret(env, manifest))
  return 0
}

async function restoreOne(
  { values }: Call,
  { env, ...given }: { env: Env; vault: Vault; manifest: Manifest; diagramId: string },
): Promise<number> {
  if (values.replace) throw new CommandError('--replace puts back everything, --diagram one diagram: give one of them.')
  const instance = await openInstance(env)
  const owner = typeof values.owner === 'string' ? values.owner : null
  try {
    const { id, title, isCopy } = await restoreDiagram({
      ...given,
      url: instance.url,
      objects: getObjectStore(),
      owner,
    })
    const how = isCopy ? 'The diagram is there, so this is a copy beside it' : 'It was gone and is back'
    console.log(
      `“${title}” is restored as ${getAppUrl()}/diagrams/${id}. ${how}; whom it was shared with is not restored.`,
    )
  } finally {
    await instance.close()
  }
  return 0
}

/** The database as it was at a moment; objects of the backups around it, since the log has none. */
async function restoreAt(call: Call, { env, text }: { env: Env; text: string }): Promise<number> {
  const startedAtMs = performance.now()
  const { values } = call
  assertAtOnly({ values, env })
  const moment = parseMoment(text, Date.now())
  const vault = await openSource(env, call)
  const at = moment === 'latest' ? await findLatest(openArchive(vault)) : moment
  const bar = startProgressBar(process.stderr)
  const manifests = await findAround(vault, at)
  try {
    const replace = values.replace === true
    await restoreMoment({ vault, dataDir: env.DATA_DIR, at, replace, onProgress: bar.show })
    for (const manifest of manifests)
      await restoreObjects({ vault, manifest, objects: getObjectStore(), onProgress: bar.show })
  } finally {
    bar.end()
  }
  console.log(
    `The database is what it was at ${at.toISOString()}, restored in ${formatSeconds(performance.now() - startedAtMs)}. Objects are those of the backups around that moment, and those that were there.`,
  )
  const [manifest] = manifests
  console.log(manifest ? keepSecret(env, manifest) : 'Start it with `npm start`.')
  return 0
}

function assertAtOnly({ values, env }: Pick<Call, 'values'> & { env: Env }): void {
  if (values.backup !== undefined || values.diagram !== undefined)
    throw new CommandError(
      '--at names a moment, --backup a backup, --diagram one diagram of a backup: give one of them.',
    )
  if (env.DATABASE_URL)
    throw new CommandError(
      '--at is for the embedded PostgreSQL, and DATABASE_URL names another; docs/deploy/backup.md says how that is restored.',
    )
}

/** The newest backup before a moment and the oldest after it. */
async function findAround(vault: Vault, at: Date): Promise<Manifest[]> {
  const ids = await listBackupIds(vault.store)
  const isAfter = (id: string) => (parseBackupTime(id)?.getTime() ?? 0) > at.getTime()
  const around = [ids.find((id) => !isAfter(id)), ids.findLast(isAfter)]
  return Promise.all(around.filter((id) => id !== undefined).map((id) => readManifest(vault, id)))
}

/** Without the same secret sealed settings cannot be read, and everybody has to sign in again. */
function keepSecret(env: Env, { authSecret, authSecretFingerprint }: Manifest): string {
  const present = findAuthSecret(env)
  if (present !== null && fingerprintSecret(present) === authSecretFingerprint) return 'Start it with `npm start`.'
  if (authSecret !== null && env.AUTH_SECRET === undefined) {
    writeSecretFile(join(env.DATA_DIR, 'auth-secret'), authSecret)
    return 'Its secret is restored as well. Start it with `npm start`.'
  }
  return 'AUTH_SECRET is not the one of the backup: set the former one if you have it. Without it people sign in again, and what was stored encrypted (addresses of alert channels and of checks) has to be entered anew.'
}
