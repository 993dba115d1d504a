import { clusterPaths } from '@/lib/boot/embedded-postgres/cluster'
import { findEmbeddedUrl } from '@/lib/boot/embedded-postgres/find-embedded-url'
import { hourMs } from '@/lib/core/time'
import { noteBase } from '@/lib/ops/backup/backup-state'
import { connectForCopy } from '@/lib/ops/backup/snapshot'
import type { Vault } from '@/lib/ops/backup/vault'
import { type Base, listBases } from '@/lib/ops/backup/wal/base-manifest'
import { findHistory, type History } from '@/lib/ops/backup/wal/history'
import { makeBase } from '@/lib/ops/backup/wal/make-base'
import { openArchive } from '@/lib/ops/backup/wal/open-archive'
import { pruneArchive } from '@/lib/ops/backup/wal/prune-archive'
import type { Env } from '@/lib/platform/env/schema'
import { startProgressBar } from './progress-bar'

const everyMs = 24 * hourMs

/** Where the log of the embedded PostgreSQL is archived: a copy of its files once a day. Says so when it made one. */
export async function keepBase(
  vault: Vault,
  { env, isUrgent }: { env: Env; isUrgent: boolean },
): Promise<string | null> {
  const url = findEmbeddedUrl(env.DATA_DIR)
  if (env.BACKUP_WAL_SECONDS === 0 || url === null) return null
  const archive = openArchive(vault)
  const history = await readHistory(url)
  if (!history) return null
  const newest = await findNewest(archive, history)
  if (newest) await noteBase(url, newest)
  if (newest && Date.now() - newest.completedMs < everyMs) return null
  const bar = startProgressBar(process.stderr)
  const { folder } = clusterPaths(env.DATA_DIR)
  const base = await makeBase({ url, folder, archive, isUrgent, onProgress: bar.show }).finally(bar.end)
  if (!base) return null
  await noteBase(url, base)
  await pruneArchive(archive, Date.now())
  return `Base copy ${base.id} is complete; from now on every moment can be restored.`
}

async function readHistory(url: string): Promise<History | null> {
  const client = await connectForCopy(url)
  return findHistory(client).finally(() => client.end())
}

const findNewest = async (archive: Vault, { id }: History): Promise<Base | undefined> =>
  (await listBases(archive)).find((base) => base.history === id)
