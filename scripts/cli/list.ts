import { countRows } from '@/lib/ops/backup/manifest'
import { listBackupIds, readManifest } from '@/lib/ops/backup/manifests'
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
  return 0
}

const present = (backup: { id: string; snapshotAt: string; appVersion: string; rows: number; objects: number }) =>
  `${backup.id}  ${backup.snapshotAt}  ${formatCount(backup.rows)} rows, ${formatCount(backup.objects)} objects  (AutoGraph ${backup.appVersion})`
