import { z } from 'zod'
import { findSetting } from '@/lib/platform/settings/settings'

/** Whoever makes a backup writes here when it was complete. */
export const lastBackupSetting = 'backup.last'

const lastBackup = z.object({ completedAt: z.iso.datetime() })

export async function findLastBackup(): Promise<Date | null> {
  const last = await findSetting(lastBackupSetting, lastBackup)
  return last ? new Date(last.completedAt) : null
}
