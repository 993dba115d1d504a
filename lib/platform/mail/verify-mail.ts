import { secondMs } from '@/lib/core/time'
import { getEnv } from '../env/env'
import { getGuard } from '../resilience/get-guard'
import { isMailAnswer, toMailFault } from './mail-fault'
import { makeMailTransport } from './mail-transport'

const timeoutMs = 10 * secondMs

/**
 * Greets the mail server, and signs in where that is set up, without sending anything. Errors: MailFault,
 * DependencyUnavailable.
 */
export async function verifyMail(signal?: AbortSignal): Promise<void> {
  try {
    const options = { signal, timeoutMs, probe: true, isFailure: (error: unknown) => !isMailAnswer(error) }
    await getGuard('smtp').run(async () => makeMailTransport(getEnv()).verify(), options)
  } catch (error) {
    throw signal?.aborted ? signal.reason : toMailFault(error)
  }
}
