import { dayMs, hourMs, type Now } from '@/lib/core/time'
import { type Check, found } from '../check'
import { everyMinute } from './timing'

interface BackupDeps {
  /** When the last backup was complete; null when there has never been one. */
  findLastBackup(): Promise<Date | null>
  now?: Now
}

/** A day, and what a nightly backup may come late. */
const lateMs = dayMs + 2 * hourMs
const lostMs = 7 * dayMs

/** How old the last complete backup is. */
export function createBackupCheck({ findLastBackup, now = Date.now }: BackupDeps): Check {
  return {
    component: { id: 'backup', name: 'Backup', essential: false, needs: ['database'], uses: ['objects'] },
    ...everyMinute,
    async probe() {
      const last = await findLastBackup()
      if (!last) return found('unknown', 'No backup has been made yet.')
      const ageMs = now() - last.getTime()
      const detail = `complete at ${last.toISOString()}`
      if (ageMs <= lateMs) return found('up', null, detail)
      const age = ageMs < 2 * dayMs ? `${Math.floor(ageMs / hourMs)} hours` : `${Math.floor(ageMs / dayMs)} days`
      return found(ageMs > lostMs ? 'down' : 'degraded', `The last backup is ${age} old.`, detail)
    },
  }
}
