import { dayMs, hourMs, secondMs } from '@/lib/core/time'
import { getProcessMessages } from '@/lib/platform/db/notify'
import { getPool } from '@/lib/platform/db/pool'
import { withClusterLock } from '@/lib/platform/db/with-cluster-lock'
import { getLog } from '@/lib/platform/log/log'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import { channelsTopic } from './channels-changed'
import { recordDirectNotices } from './deliver-directly'
import { listChannels } from './list-channels'

const keptMs = 90 * dayMs
const pruneEveryMs = hourMs
const recordEveryMs = 5 * secondMs

/**
 * Knows the channels also while the database is down, writes down afterwards what was delivered meanwhile, and forgets old
 * deliveries. Returns its stop.
 */
export function startDelivery(): () => Promise<void> {
  const log = getLog('alerts')
  const read = () =>
    void listChannels().catch((error) => {
      log.warn({ reason: describeFault(error) }, 'the channels cannot be read; they stay as they are')
    })
  const prune = () =>
    void withClusterLock('prune-deliveries', pruneDeliveries).catch((error) => {
      log.warn({ reason: describeFault(error) }, 'old deliveries could not be removed')
    })
  // While the database is down, this fails; what it is about is kept.
  const record = () => void recordDirectNotices().catch(() => {})
  read()
  const messages = getProcessMessages()
  const stops = [messages.subscribe(channelsTopic, read), messages.onResync(read)]
  const timers = [setInterval(prune, pruneEveryMs).unref(), setInterval(record, recordEveryMs).unref()]
  return async () => {
    for (const timer of timers) clearInterval(timer)
    for (const stop of stops) await stop()
  }
}

export async function pruneDeliveries(): Promise<void> {
  await getPool().query("DELETE FROM deliveries WHERE created_at < now() - $1 * interval '1 ms'", [keptMs])
}
