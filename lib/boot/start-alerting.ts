import { minuteMs, secondMs } from '@/lib/core/time'
import { deliverDirectly } from '@/lib/ops/alerts/delivery/deliver-directly'
import { enqueueNotice } from '@/lib/ops/alerts/delivery/enqueue-notice'
import { listChannelStates } from '@/lib/ops/alerts/delivery/list-channel-states'
import { sendHeartbeat } from '@/lib/ops/alerts/delivery/send-heartbeat'
import { isEvaluator } from '@/lib/ops/alerts/is-evaluator'
import { countErrors } from '@/lib/ops/alerts/signals/read-signals'
import { startAlerts } from '@/lib/ops/alerts/start-alerts'
import { readBackupState } from '@/lib/ops/backup/backup-state'
import { computeBackupAges } from '@/lib/ops/backup/compute-backup-ages'
import { findWalReach } from '@/lib/ops/backup/wal/wal-reach'
import { startIncidents } from '@/lib/ops/incidents/start-incidents'
import { findPublicStatusSettings } from '@/lib/ops/public-status/find-settings'
import { getPool } from '@/lib/platform/db/pool'
import { getEnv } from '@/lib/platform/env/env'
import { readOutboxBacklog } from '@/lib/platform/outbox/read-backlog'

/** Tells people of what is wrong, from one process of the cluster. Returns its stop. */
export function startAlerting({ onEvaluated }: { onEvaluated?: () => void } = {}): () => Promise<void> {
  const settings = getEnv()
  const startedAt = Date.now()
  const beat = makeHeart(settings.ALERT_CHECK_INTERVAL_SECONDS * secondMs)
  const readIsPublic = async () => (await findPublicStatusSettings()).publishIncidents
  const incidents = startIncidents({ isEvaluator, readIsPublic })
  const stopAlerts = startAlerts({
    settings,
    sources: {
      countErrors,
      countDeadLetters: async () => (await readOutboxBacklog()).dead,
      readBackupAges: async () =>
        computeBackupAges(await readBackupState(getPool()), {
          isScheduled: settings.BACKUP_INTERVAL_MINUTES > 0,
          startedAt,
          walReach: findWalReach(),
          now: Date.now(),
        }),
      listChannels: async () =>
        (await listChannelStates()).map(({ componentId, name, status }) => ({
          id: componentId,
          name,
          isFailing: status === 'failing',
        })),
    },
    enqueue: enqueueNotice,
    deliverDirectly,
    onEvaluated() {
      beat()
      incidents.wake()
      onEvaluated?.()
    },
  })
  return async () => {
    await stopAlerts()
    await incidents.stop()
  }
}

/** Evaluations come more often while things happen; whoever listens wants one beat for each interval. */
function makeHeart(everyMs: number): () => void {
  let lastMs = Number.NEGATIVE_INFINITY
  return () => {
    const nowMs = performance.now()
    if (nowMs - lastMs < everyMs * 0.9) return
    lastMs = nowMs
    void sendHeartbeat(AbortSignal.timeout(minuteMs / 2))
  }
}
