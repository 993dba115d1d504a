import { getEnv } from '@/lib/platform/env/env'
import { getLog } from '@/lib/platform/log/log'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import { sendRequest } from './send-request'

/**
 * The dead man's switch: asks ALERT_HEARTBEAT_URL, when there is one, so that a service elsewhere notices when it is no
 * longer asked. To be called whenever alert rules were evaluated. Never rejects; false when it was not heard.
 */
export async function sendHeartbeat(signal: AbortSignal = new AbortController().signal): Promise<boolean> {
  const url = getEnv().ALERT_HEARTBEAT_URL
  if (url === undefined) return false
  try {
    await sendRequest({ url, method: 'GET' }, { signal })
    return true
  } catch (error) {
    getLog('alerts').warn({ reason: describeFault(error) }, 'ALERT_HEARTBEAT_URL does not answer')
    return false
  }
}
