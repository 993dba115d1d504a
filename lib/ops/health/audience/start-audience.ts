import { publicStatusChanged } from '@/lib/ops/public-status/public-status-changed'
import { getProcessMessages } from '@/lib/platform/db/notify'
import { getLog } from '@/lib/platform/log/log'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import { keepAudience } from './known-audience'
import { audienceTopic, readAudience } from './stored-audience'

/** Follows whom admins show which components, here and in other processes. Returns its stop. */
export function startAudience(messages = getProcessMessages(), keep = keepAudience): () => Promise<void> {
  let reading = Promise.resolve()
  const readOnce = async () => {
    try {
      keep(await readAudience())
    } catch (error) {
      getLog('health').warn({ reason: describeFault(error) }, 'who sees components cannot be read; it stays as it was')
    }
  }
  // One after the other, so that the answer that is kept is never an older one.
  const read = () => {
    reading = reading.then(readOnce)
  }
  read()
  const stops = [
    ...[audienceTopic, publicStatusChanged].map((topic) => messages.subscribe(topic, read)),
    messages.onResync(read),
  ]
  return async () => {
    for (const stop of stops) await stop()
    await reading
  }
}
