import { getProcessMessages } from '@/lib/platform/db/notify'
import { getLog } from '@/lib/platform/log/log'
import { chooseLogLevels } from '@/lib/platform/log/module-levels'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import { getChosenLogLevels, logLevelsTopic } from './chosen-log-levels'

/** Follows the levels that admins choose, here and in other processes. Returns its stop. */
export function startLogLevels(messages = getProcessMessages()): () => Promise<void> {
  const read = async () => {
    try {
      chooseLogLevels(await getChosenLogLevels())
    } catch (error) {
      getLog('logs').warn(
        { reason: describeFault(error) },
        'the chosen log levels cannot be read; they stay as they are',
      )
    }
  }
  void read()
  const stops = [messages.subscribe(logLevelsTopic, () => void read()), messages.onResync(() => void read())]
  return async () => {
    for (const stop of stops) await stop()
  }
}
