import type { OutboxBacklog } from '@/lib/platform/outbox/read-backlog'
import { type Check, found } from '../check'
import { often } from './timing'

const lateSeconds = 300
const stuckSeconds = 3_600

/** How late the oldest effect is that has still to be done. */
export function createOutboxCheck({ readBacklog }: { readBacklog(): Promise<OutboxBacklog> }): Check {
  return {
    component: { id: 'outbox', name: 'Deliveries', essential: false, needs: ['database'], uses: ['mail', 'slack'] },
    ...often,
    async probe() {
      const { waiting, oldestSeconds, dead } = await readBacklog()
      const detail = `${waiting} waiting, the oldest for ${Math.round(oldestSeconds)} s, ${dead} given up`
      if (oldestSeconds > stuckSeconds)
        return found('down', 'Deliveries have not gone out for more than an hour.', detail)
      if (oldestSeconds > lateSeconds) return found('degraded', 'Deliveries are late.', detail)
      if (dead > 0)
        return found('degraded', `${dead === 1 ? 'A delivery was' : `${dead} deliveries were`} given up.`, detail)
      return found('up', null, detail)
    },
  }
}
