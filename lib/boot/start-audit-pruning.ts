import { hourMs } from '@/lib/core/time'
import { pruneAudit } from '@/lib/features/audit/audit-retention'
import { withClusterLock } from '@/lib/platform/db/with-cluster-lock'
import { getLog } from '@/lib/platform/log/log'
import { describeFault } from '@/lib/platform/resilience/describe-fault'

/** Removes entries of the audit log that are older than an admin wants. Returns its stop. */
export function startAuditPruning({ everyMs = 6 * hourMs } = {}): () => void {
  const prune = () =>
    void withClusterLock('prune-audit', pruneAudit).catch((error) => {
      getLog('audit').warn({ reason: describeFault(error) }, 'old entries of the audit log could not be removed')
    })
  const timer = setInterval(prune, everyMs).unref()
  return () => clearInterval(timer)
}
