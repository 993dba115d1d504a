import { countRows } from '@/lib/ops/backup/manifest'
import { listBackupIds, readManifest } from '@/lib/ops/backup/manifests'
import type { Vault } from '@/lib/ops/backup/vault'
import { listBases } from '@/lib/ops/backup/wal/base-manifest'
import { openArchive } from '@/lib/ops/backup/wal/open-archive'
import { listMoments } from '@/lib/ops/backup/wal/plan-recovery'
import { listPieces } from '@/lib/ops/backup/wal/wal-piece'
import type { Run } from './command'
import { formatCount } from './format'
import { openSettings } from './open-instance'
import { openSource } from './open-source'

export const list: Run = async (call) => {
  const vault = await openSource(openSettings(call.root), call)
  const backups = []
  for (const id of await listBackupIds(vault.store)) {
    const manifest = await readManifest(vault, id)
    const { snapshotAt, appVersion, objects } = manifest
    backups.push({ id, snapshotAt, appVersion, rows: countRows(manifest), objects: objects.length })
  }
  if (call.values.json) console.log(JSON.stringify(backups, null, 2))
  else for (const backup of backups) console.log(present(backup))
  if (backups.length === 0 && !call.values.json) console.log(`There are no backups at ${vault.store.place}.`)
  if (!call.values.json) await tellMoments(openArchive(vault))
  return 0
}

const present = (backup: { id: string; snapshotAt: string; appVersion: string; rows: number; objects: number }) =>
  `${backup.id}  ${backup.snapshotAt}  ${formatCount(backup.rows)} rows, ${formatCount(backup.objects)} objects  (AutoGraph ${backup.appVersion})`

async function tellMoments(archive: Vault): Promise<void> {
  const moments = listMoments(await listBases(archive), await listPieces(archive))
  const toIso = (ms: number) => new Date(ms).toISOString()
  for (const { fromMs, toMs } of moments)
    console.log(`Any moment from ${toIso(fromMs)} to ${toIso(toMs)} (restore --at)`)
}
