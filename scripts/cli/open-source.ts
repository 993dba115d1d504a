import type { Manifest } from '@/lib/ops/backup/manifest'
import { getManifest } from '@/lib/ops/backup/manifests'
import { computeBackupPlace, openBackupStore } from '@/lib/ops/backup/open-backup-store'
import { openVault, type Vault } from '@/lib/ops/backup/vault'
import { type Migration, readMigrations } from '@/lib/platform/db/migrate'
import type { Env } from '@/lib/platform/env/schema'
import { type Call, CommandError } from './command'

/** The backups that a command names, else those of the instance. */
export function openSource(env: Env, { positionals, calledFrom, root }: Call): Promise<Vault> {
  const [given, ...more] = positionals
  if (more.length > 0) throw new CommandError(`One place is enough, and these are more: ${positionals.join(', ')}`)
  const store = given
    ? openBackupStore(given, { from: calledFrom })
    : openBackupStore(computeBackupPlace(env), { from: root })
  return openVault(store, { passphrase: env.BACKUP_PASSPHRASE })
}

/** The one backup that a command names, else the newest. */
export function getNamed(vault: Vault, { values }: Pick<Call, 'values'>): Promise<Manifest> {
  return getManifest(vault, typeof values.backup === 'string' ? values.backup : undefined)
}

export const readOwnMigrations = (root: string): Promise<Migration[]> => readMigrations(`${root}/prisma/migrations`)
