import { minuteMs, secondMs } from '@/lib/core/time'
import type { Env } from '@/lib/platform/env/schema'
import { remember } from '@/lib/platform/remember'

/** Up to when any moment can be restored from what this process has archived of the log. */
export interface WalReach {
  /** When archiving began, as long as no moment can be. */
  reachMs: number
  /** Why it stays behind. */
  fault: string | null
}

const holder = () => remember<{ reach: WalReach | null }>('backup.wal_reach', () => ({ reach: null }))

/** Null where no log is archived. */
export const findWalReach = (): WalReach | null => holder().reach

export function noteWalReach(reach: WalReach | null): void {
  holder().reach = reach
}

/** Further behind something is wrong: the first moment of all comes with the base copy, which the next backup makes. */
export function computeWalLimitMs({
  BACKUP_INTERVAL_MINUTES: backupEvery,
  BACKUP_WAL_SECONDS: walEvery,
}: Pick<Env, 'BACKUP_INTERVAL_MINUTES' | 'BACKUP_WAL_SECONDS'>): number {
  return (15 + backupEvery) * minuteMs + 3 * walEvery * secondMs
}
